use addin_manifest::WebApplicationInfo;

use super::ManifestRule;
use super::found::Found;
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
            "add <Scope>profile</Scope>; users of an add-in that is already deployed are blocked until an administrator \
                consents to it",
            "add the delegated permission profile of Microsoft Graph to the registration",
        ],
        would_cause: &["13007", "13005"],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    for info in subject.infos().filter(|info| lacks(info, "profile")) {
        let at = info.scopes_span.unwrap_or(info.span);
        found.add(at, |rule| {
            Finding::of(rule, "the scope profile is missing", "Office needs it to get a token.")
                .with_evidence([subject.element(at)])
                .with_edits(subject.edits_to_add_scope(info, "profile"))
        });
    }
}

/// Whether scopes are written, and not this one. An empty list is the finding of another rule, and a template may hold
/// anything. Case does not matter in practice: Microsoft's pages write `user.read` and `openID`, too.
pub(super) fn lacks(info: &WebApplicationInfo, name: &str) -> bool {
    let mut written =
        info.scopes.iter().map(|scope| scope.text.value.as_str()).filter(|scope| !scope.is_empty()).peekable();
    written.peek().is_some() && !written.any(|scope| scope.eq_ignore_ascii_case(name) || has_token(scope))
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
        assert_eq!(finding.edits[0].replacement, b"<Scope>profile</Scope>");
        assert_eq!(codes(&TASK_PANE.replace("profile", "Profile")), []);
        assert_eq!(codes(&TASK_PANE.replace("<Scope>profile</Scope>", "<Scope>{{scopes}}</Scope>")), []);
    }

    #[test]
    fn the_edit_is_laid_out_as_the_last_scope() {
        let text = TASK_PANE.replace("<Scope>profile</Scope>", "").replace("<Scope>User", "\r\n\t<Scope >User");
        let finding = broken(TASK_PANE, TASK_PANE, &text);
        assert_eq!(finding.edits[0].replacement, b"\r\n\t<Scope >profile</Scope>");
        let comment = TASK_PANE.replace("<Scope>profile</Scope>", "").replace("<Scope>User", "<Scope><!-- a -->User");
        assert_eq!(broken(TASK_PANE, TASK_PANE, &comment).edits, []);
    }
}
