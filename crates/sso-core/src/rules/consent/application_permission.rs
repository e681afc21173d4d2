use super::permissions::{ROLE, all};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::ApplicationPermission,
        severity: Severity::Warning,
        summary: "the application lists an application permission, which gives nothing to an add-in",
        meaning: "An application permission (Role) is for a program without a user. Office's token and what \
                On-Behalf-Of or nested app authentication makes of it have a user, and hold delegated permissions \
                (Scope) alone. It may be right for a job of the same application that runs by itself; an \
                administrator has to consent to it.",
        fix: &[
            "API permissions: remove it, and add the one of the same name from Delegated permissions",
            "leave it if a job of the application runs without a user",
        ],
        would_cause: &["AADSTS65001"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut found = all(subject);
    // With the GUID of a delegated one it is a mistake of another kind.
    found.retain(|permission| permission.kind == ROLE && permission.delegated().is_none());
    let Some(first) = found.first() else { return Vec::new() };
    let title = match found.len() {
        1 => format!("{} is an application permission", first.name()),
        count => format!("{count} of the permissions are application permissions, such as {}", first.name()),
    };
    let detail = "It gives nothing to On-Behalf-Of and to nested app authentication, where a user is at work.";
    let evidence = found
        .iter()
        .take(SHOWN)
        .map(|permission| subject.value(permission.property("type"), format!("{ROLE} {}", permission.id)));
    vec![Finding::of(rule, title, detail).with_evidence(evidence)]
}

#[cfg(test)]
mod tests {
    use uuid::{Uuid, uuid};

    use super::super::permissions::testing::with;
    use crate::rules::registration::testing::{broken, told};
    use crate::{Code, Severity};

    #[test]
    fn known_or_not() {
        let property = "requiredResourceAccess[0].resourceAccess[3].type";
        let finding = broken(with(uuid!("810c84a8-4a9e-49e6-bf7d-12d183f40d01"), "Role"));
        assert_eq!(told(&finding), (Code::ApplicationPermission, Severity::Warning, property));
        assert_eq!(finding.title, "Mail.Read is an application permission");
        let finding = broken(with(Uuid::from_u128(7), "Role"));
        assert_eq!(told(&finding), (Code::ApplicationPermission, Severity::Warning, property));
    }
}
