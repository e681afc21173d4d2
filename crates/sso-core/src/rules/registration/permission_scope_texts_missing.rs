use super::scopes::{property, scopes};
use super::{RegistrationRule, SHOWN, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PermissionScopeTextsMissing,
        severity: Severity::Warning,
        summary: "a scope has no display name or description for administrators",
        meaning: "Both texts are mandatory in the portal: without them no change of the scope can be saved there, and \
                the page that asks for consent has nothing to say.",
        fix: &["Expose an API, open the scope: write Admin consent display name and Admin consent description"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let texts = scopes(subject).flat_map(|(index, scope)| {
        [
            (index, scope, "adminConsentDisplayName", &scope.admin_consent_display_name),
            (index, scope, "adminConsentDescription", &scope.admin_consent_description),
        ]
    });
    let found = texts.filter(|(.., text)| text.trim().is_empty()).collect::<Vec<_>>();
    let Some((_, first, name, _)) = found.first() else { return Vec::new() };
    let title = format!("{name} of the scope {} is empty", first.value);
    vec![
        Finding::of(rule, title, "The portal wants both texts for administrators before it saves the scope.")
            .with_evidence(
                found.iter().take(SHOWN).map(|(index, _, name, text)| subject.value(property(*index, name), text)),
            ),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn those_for_administrators() {
        let scope = "api.oauth2PermissionScopes[0]";
        let finding =
            broken(|registration| registration.api.oauth2_permission_scopes[0].admin_consent_display_name.clear());
        let property = format!("{scope}.adminConsentDisplayName");
        assert_eq!(told(&finding), (Code::PermissionScopeTextsMissing, Severity::Warning, property.as_str()));
        let finding = broken(|registration| {
            registration.api.oauth2_permission_scopes[0].admin_consent_description = " ".to_owned();
        });
        assert_eq!(finding.title, "adminConsentDescription of the scope access_as_user is empty");
    }

    #[test]
    fn those_for_users_may_be_missing() {
        Healthy::localhost().stays_silent(|healthy| {
            let scope = &mut healthy.registration.api.oauth2_permission_scopes[0];
            (scope.user_consent_display_name, scope.user_consent_description) = (None, Some(String::new()));
        });
    }
}
