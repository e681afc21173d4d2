use super::ManifestRule;
use super::found::Found;
use super::scope_profile_missing::lacks;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ScopeOpenidMissing,
        severity: Severity::Warning,
        summary: "the scope openid is missing",
        meaning: "Code that gets tokens by MSAL, as the dialog for the case that single sign-on fails, asks for openid \
                too. Without it in the manifest the consent at deployment leaves it out. An add-in without such code \
                does not need it.",
        fix: &[
            "add <Scope>openid</Scope>; users of an add-in that is already deployed are blocked until an administrator \
                consents to it",
            "add the delegated permission openid of Microsoft Graph to the registration",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    for info in subject.infos().filter(|info| lacks(info, "openid")) {
        let at = info.scopes_span.unwrap_or(info.span);
        // No edit: whether the add-in's code needs it is not seen here, and a new scope blocks users until it is consented to.
        found.add(at, |rule| {
            Finding::of(rule, "the scope openid is missing", "Code that gets tokens by MSAL asks for it, too.")
                .with_evidence([subject.element(at)])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, broken, codes, place};

    #[test]
    fn openid_in_any_case() {
        let finding = broken(TASK_PANE, "<Scope>openid</Scope>", "");
        assert_eq!((finding.code, place(&finding)), (Code::ScopeOpenidMissing, (17, 7)));
        assert_eq!(finding.edits, []);
        assert_eq!(codes(&TASK_PANE.replace("openid", "openID")), []);
    }
}
