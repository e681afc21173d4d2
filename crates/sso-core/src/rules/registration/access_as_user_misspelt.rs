use super::scopes::{misspelt, property};
use super::{RegistrationRule, Subject, UPDATE};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AccessAsUserMisspelt,
        severity: Severity::Error,
        summary: "the scope access_as_user is misspelt",
        meaning: "Office asks for access_as_user, in small letters and with underscores. A scope of another name is not \
                given to it.",
        fix: &[
            "Expose an API, open the scope: State Disabled, Save; then Scope name: access_as_user, State Enabled \
                (an enabled scope cannot be renamed)",
            UPDATE,
        ],
        would_cause: &["AADSTS650053"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    if !subject.has_legacy_sso() {
        return Vec::new();
    }
    let Some((index, scope)) = misspelt(subject) else { return Vec::new() };
    let title = format!("the scope access_as_user is misspelt: {}", scope.value);
    vec![
        Finding::of(rule, title, "Office asks for access_as_user, letter by letter.")
            .with_evidence([subject.value(property(index, "value"), &scope.value)]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{broken, told};
    use crate::{Code, Severity};

    #[test]
    fn case_separators_and_slips() {
        for name in [
            "Access_As_User",
            "access-as-user",
            "AccessAsUser",
            "access.as.user",
            "acces_as_user",
            "access_as_users",
            "access_as_usre",
            "access_as_user ",
        ] {
            let finding = broken(|registration| registration.api.oauth2_permission_scopes[0].value = name.to_owned());
            let property = "api.oauth2PermissionScopes[0].value";
            assert_eq!(told(&finding), (Code::AccessAsUserMisspelt, Severity::Error, property), "{name}");
            assert_eq!(finding.title, format!("the scope access_as_user is misspelt: {}", name));
        }
    }
}
