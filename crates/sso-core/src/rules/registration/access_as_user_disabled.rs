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
    let asked = access_as_user(subject).filter(|_| subject.has_legacy_sso());
    let Some((index, scope)) = asked else { return Vec::new() };
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
    use crate::plan::Auth;
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn state_disabled() {
        let finding = broken(|registration| registration.api.oauth2_permission_scopes[0].is_enabled = false);
        let property = "api.oauth2PermissionScopes[0].isEnabled";
        assert_eq!(told(&finding), (Code::AccessAsUserDisabled, Severity::Error, property));
        assert_eq!(finding.evidence[0].text, "false");
    }

    /// An add-in's own API may have such a scope, and Office asks for none.
    #[test]
    fn with_nested_app_authentication_alone() {
        let mut healthy = Healthy::localhost();
        healthy.plan.as_mut().unwrap().facts.auth = Auth::Naa;
        healthy.registration.api.oauth2_permission_scopes[0].is_enabled = false;
        assert!(!healthy.codes().contains(&Code::AccessAsUserDisabled));
    }
}
