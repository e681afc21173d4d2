use super::ManifestRule;
use super::placeholder::has_token;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ScopeProfileMissing,
        severity: Severity::Warning,
        summary: "the scope profile is missing",
        meaning: "Office needs profile to get a token; it belongs into the manifest and into the permissions of \
                the registration. It may work without it in the manifest where an administrator has consented \
                already.",
        fix: &[
            "add <Scope>profile</Scope>",
            "add the delegated permission profile of Microsoft Graph to the registration",
        ],
        would_cause: &["13007", "13005"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut findings = Vec::new();
    for info in subject.infos() {
        let mut written =
            info.scopes.iter().map(|scope| scope.text.value.as_str()).filter(|scope| !scope.is_empty()).peekable();
        // An empty list is the finding of another rule, and a template may hold anything.
        if written.peek().is_none() || written.any(|scope| scope.eq_ignore_ascii_case("profile") || has_token(scope)) {
            continue;
        }
        let detail = "Office needs it to get a token.";
        findings.push(
            Finding::of(rule, "the scope profile is missing", detail)
                .with_evidence([subject.element(info.scopes_span.unwrap_or(info.span))]),
        );
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, broken, codes, place};

    #[test]
    fn profile_in_any_case() {
        let finding = broken(TASK_PANE, "<Scope>profile</Scope>", "");
        assert_eq!(finding.code, Code::ScopeProfileMissing);
        assert_eq!(place(&finding), (17, 7));
        assert_eq!(codes(&TASK_PANE.replace("profile", "Profile")), []);
        assert_eq!(codes(&TASK_PANE.replace("<Scope>profile</Scope>", "<Scope>{{scopes}}</Scope>")), []);
    }
}
