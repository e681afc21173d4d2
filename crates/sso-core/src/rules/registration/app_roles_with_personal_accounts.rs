use super::{RegistrationRule, SHOWN, Subject};
use crate::registration::AppRole;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AppRolesWithPersonalAccounts,
        severity: Severity::Error,
        summary: "the application has roles, which personal accounts exclude",
        meaning: "Where personal Microsoft accounts are among the account types, an application has no appRoles. Entra \
                refuses to save both.",
        fix: &[
            "App roles: disable and delete them",
            "choose account types without personal accounts, if the roles are needed",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let roles = &subject.registration.app_roles;
    if roles.is_empty() || !subject.takes_personal_accounts() {
        return Vec::new();
    }
    let name = |role: &AppRole| role.value.clone().unwrap_or_else(|| role.display_name.clone());
    vec![
        Finding::of(
            rule,
            "the application has roles, which personal accounts exclude",
            subject
                .with_personal_accounts("Roles are for organizational directories only; Entra refuses to save both."),
        )
        .with_evidence(
            roles
                .iter()
                .enumerate()
                .take(SHOWN)
                .map(|(index, role)| subject.value(format!("appRoles[{index}]"), name(role))),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use crate::registration::AppRole;
    use crate::rules::registration::testing::{ANOTHER_ID, Healthy, told};
    use crate::{Code, Severity};

    fn with_a_role(healthy: &mut Healthy) {
        healthy.registration.app_roles.push(AppRole {
            id: ANOTHER_ID.parse().unwrap(),
            display_name: "Approver".to_owned(),
            value: Some("Approve".to_owned()),
            allowed_member_types: vec!["User".to_owned()],
            is_enabled: true,
            other: serde_json::Map::new(),
        });
    }

    #[test]
    fn only_with_personal_accounts() {
        let finding = Healthy::personal().broken(with_a_role);
        assert_eq!(told(&finding), (Code::AppRolesWithPersonalAccounts, Severity::Error, "appRoles[0]"));
        assert_eq!(finding.evidence[0].text, "Approve");
        Healthy::production().stays_silent(with_a_role);
    }
}
