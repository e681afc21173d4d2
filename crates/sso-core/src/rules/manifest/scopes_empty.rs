use super::ManifestRule;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ScopesEmpty,
        severity: Severity::Error,
        summary: "WebApplicationInfo has no Scope, or an empty one",
        meaning: "The schema wants at least one Scope, none of them empty. They are what the consent at \
                deployment or from the Marketplace asks for; what the server asks for at run time does not \
                depend on them.",
        fix: &["write at least <Scope>profile</Scope>"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut findings = Vec::new();
    for info in subject.infos().filter(|_| subject.is_xml()) {
        let detail = "The schema wants at least one Scope, none of them empty.";
        if info.scopes.is_empty() {
            let title = "WebApplicationInfo has no Scope";
            let evidence = subject.element(info.scopes_span.unwrap_or(info.span));
            findings.push(Finding::of(rule, title, detail).with_evidence([evidence]));
        }
        for scope in info.scopes.iter().map(|scope| &scope.text).filter(|scope| scope.value.is_empty()) {
            findings.push(Finding::of(rule, "a Scope is empty", detail).with_evidence([subject.value(scope)]));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, UNIFIED, broken, codes, place};

    #[test]
    fn none_or_an_empty_one() {
        let scopes = "<Scopes><Scope>profile</Scope><Scope>User.Read</Scope></Scopes>";
        for (to, title, at) in [
            ("", "WebApplicationInfo has no Scope", (14, 5)),
            ("<Scopes/>", "WebApplicationInfo has no Scope", (17, 7)),
            ("<Scopes><Scope>profile</Scope><Scope/></Scopes>", "a Scope is empty", (17, 37)),
        ] {
            let finding = broken(TASK_PANE, scopes, to);
            assert_eq!((finding.code, finding.title.as_str(), place(&finding)), (Code::ScopesEmpty, title, at));
        }
        // The unified manifest has no place for scopes.
        assert_eq!(codes(UNIFIED), []);
    }
}
