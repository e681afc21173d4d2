use super::scopes::{access_as_user, property};
use super::{RegistrationRule, Subject, UPDATE};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AccessAsUserDisabled,
        severity: Severity::Error,
        summary: "the scope access_as_user is disabled",
        meaning: "Entra gives no token for a scope whose state is Disabled: for those who ask, it does not exist.",
        fix: &["Expose an API, access_as_user, State: Enabled", UPDATE],
        would_cause: &["AADSTS650053"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let Some((index, scope)) = access_as_user(subject) else { return Vec::new() };
    if scope.is_enabled {
        return Vec::new();
    }
    vec![
        Finding::of(rule, "the scope access_as_user is disabled", "For those who ask for it, it does not exist.")
            .with_evidence([subject.value(property(index, "isEnabled"), "false")]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{broken, told};
    use crate::{Code, Severity};

    #[test]
    fn state_disabled() {
        let finding = broken(|registration| registration.api.oauth2_permission_scopes[0].is_enabled = false);
        let property = "api.oauth2PermissionScopes[0].isEnabled";
        assert_eq!(told(&finding), (Code::AccessAsUserDisabled, Severity::Error, property));
        assert_eq!(finding.evidence[0].text, "false");
    }
}
