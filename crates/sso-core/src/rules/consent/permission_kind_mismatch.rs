use super::permissions::{Permission, ROLE, SCOPE, of_graph};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, GraphPermission, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PermissionKindMismatch,
        severity: Severity::Error,
        summary: "a permission is listed as the other kind than its GUID says",
        meaning: "Delegated and application permissions of the same name have different GUIDs. Listed with the GUID of \
                the other kind, a permission is none that Microsoft Graph has, and consent to it fails or does not \
                give what was meant. Hallpass knows the GUIDs of some of both.",
        fix: &["API permissions: remove it, and add it again from Delegated permissions"],
        would_cause: &["AADSTS65001", "AADSTS65005"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let found = of_graph(subject).into_iter().filter_map(|permission| Some((permission, said(&permission)?)));
    let found = found.take(SHOWN).collect::<Vec<_>>();
    let Some((first, (said, delegated))) = found.first() else { return Vec::new() };
    let title = match found.len() {
        1 => said.clone(),
        count => format!("{said}, and {} more are as wrong", count - 1),
    };
    let detail = "Consent to it fails, or does not give what was meant.";
    let evidence = found.iter().map(|(permission, _)| {
        subject.value(permission.property("type"), format!("{} {}", permission.kind, permission.id))
    });
    let mut finding = Finding::of(rule, title, detail).with_evidence(evidence);
    if let Some(id) = delegated {
        finding.fix.push(format!("in a file, the delegated {} is {id}", first.name()));
    }
    vec![finding]
}

/// What is wrong with it; and the GUID of the delegated permission, where it has that of the other kind.
fn said(permission: &Permission<'_>) -> Option<(String, Option<uuid::Uuid>)> {
    match (permission.kind, permission.delegated(), permission.application()) {
        (ROLE, Some(known), _) => {
            Some((format!("the delegated permission {} is listed as application permission", known.name), None))
        }
        (SCOPE, None, Some(name)) => {
            let said = format!("{name} is listed as delegated with the GUID of the application permission");
            Some((said, GraphPermission::by_name(name).map(|known| known.id)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use uuid::uuid;

    use super::super::permissions::testing::{id, with};
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn either_way() {
        let finding = broken(with(id("Mail.Read"), "Role"));
        let property = "requiredResourceAccess[0].resourceAccess[3].type";
        assert_eq!(told(&finding), (Code::PermissionKindMismatch, Severity::Error, property));
        assert_eq!(finding.title, "the delegated permission Mail.Read is listed as application permission");
        let finding = broken(with(uuid!("810c84a8-4a9e-49e6-bf7d-12d183f40d01"), "Scope"));
        assert_eq!(told(&finding), (Code::PermissionKindMismatch, Severity::Error, property));
        assert_eq!(finding.title, "Mail.Read is listed as delegated with the GUID of the application permission");
        assert_eq!(finding.fix[1], format!("in a file, the delegated Mail.Read is {}", id("Mail.Read")));
    }

    #[test]
    fn one_that_is_planned_is_one_finding() {
        let finding = Healthy::localhost().breaks(|registration| {
            registration.required_resource_access[0].resource_access[2].r#type = "Role".to_owned();
        });
        assert_eq!(finding.title, "the delegated permission User.Read is listed as application permission");
    }
}
