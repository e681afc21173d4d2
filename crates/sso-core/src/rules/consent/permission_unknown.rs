use super::permissions::{SCOPE, of_graph};
use crate::plan::Plan;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PermissionUnknown,
        severity: Severity::Info,
        summary: "a delegated permission of Microsoft Graph is none that Hallpass knows by its GUID",
        meaning: "Hallpass knows the permissions that add-ins use most, without asking anybody; Microsoft Graph has \
                several hundred. It says nothing about whether this one is right. Whether a GUID exists, Microsoft \
                Graph's own list says, and the portal shows its name. One that is planned with its GUID is known.",
        fix: &[
            "compare the name that API permissions shows with the one you mean",
            "remove it if the add-in does not use it",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut found = of_graph(subject);
    // Whoever planned one with its GUID knows it.
    let planned = subject.plan.map(Plan::permissions).unwrap_or_default();
    found.retain(|permission| {
        permission.kind == SCOPE
            && permission.delegated().is_none()
            && permission.application().is_none()
            && planned.iter().all(|planned| planned.id != permission.id)
    });
    let Some(first) = found.first() else { return Vec::new() };
    let title = match found.len() {
        1 => format!("Hallpass does not know the permission {} of Microsoft Graph", first.id),
        count => format!("Hallpass does not know {count} of the permissions of Microsoft Graph"),
    };
    let detail = "That says nothing about whether it is right: the portal shows its name.";
    let evidence = found.iter().take(SHOWN);
    let evidence = evidence.map(|permission| subject.value(permission.property("id"), permission.id.to_string()));
    vec![Finding::of(rule, title, detail).with_evidence(evidence)]
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::permissions::testing::{id, with};
    use crate::registration::{RequiredResourceAccess, ResourceAccess};
    use crate::rules::registration::testing::{ANOTHER_ID, Healthy, broken, client_id, told};
    use crate::{Code, GraphPermission, Severity};

    #[test]
    fn of_microsoft_graph() {
        let finding = broken(with(Uuid::from_u128(5), "Scope"));
        let property = "requiredResourceAccess[0].resourceAccess[3].id";
        assert_eq!(told(&finding), (Code::PermissionUnknown, Severity::Info, property));
        Healthy::localhost().stays_silent(|healthy| with(id("Mail.Read"), "Scope")(&mut healthy.registration));
    }

    #[test]
    fn that_somebody_planned() {
        Healthy::localhost().stays_silent(|healthy| {
            let given: GraphPermission = "Team.Create=7825d5d6-6049-4ce7-bdf6-3b8d53f4bcd0".parse().unwrap();
            with(given.id, "Scope")(&mut healthy.registration);
            healthy.plan.as_mut().unwrap().facts.permissions.push(given);
        });
    }

    #[test]
    fn of_another_api() {
        Healthy::localhost().stays_silent(|healthy| {
            healthy.registration.required_resource_access.push(RequiredResourceAccess::new(
                client_id(ANOTHER_ID),
                vec![ResourceAccess::new(Uuid::from_u128(5), "Scope")],
            ));
        });
    }
}
