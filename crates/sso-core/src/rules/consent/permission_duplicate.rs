use std::collections::BTreeSet;

use super::permissions::all;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PermissionDuplicate,
        severity: Severity::Info,
        summary: "a permission is listed twice",
        meaning: "An API has one entry in requiredResourceAccess, and a permission one in the API's. What stands there \
                twice comes from a file or a script; Entra may refuse to save it.",
        fix: &["Manifest, requiredResourceAccess: keep one entry for each API, and each permission once in it"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut found = all(subject);
    found.retain(|permission| !seen.insert((permission.api, permission.id, permission.kind)));
    let mut apis = BTreeSet::new();
    let listed = subject.registration.required_resource_access.iter().enumerate();
    let api = listed.into_iter().find(|(_, api)| !apis.insert(api.resource_app_id));
    let (title, evidence) = match (found.first(), api) {
        (Some(first), _) => {
            let evidence = found.iter().take(SHOWN);
            let evidence =
                evidence.map(|permission| subject.value(permission.property("id"), permission.id.to_string()));
            (format!("the permission {} is listed twice", first.name()), evidence.collect::<Vec<_>>())
        }
        (None, Some((index, api))) => {
            let id = api.resource_app_id.to_string();
            let property = format!("requiredResourceAccess[{index}].resourceAppId");
            (format!("the permissions of the API {id} stand in two entries"), vec![subject.value(property, id)])
        }
        (None, None) => return Vec::new(),
    };
    let detail = "One entry is enough, and Entra may refuse to save more.";
    vec![Finding::of(rule, title, detail).with_evidence(evidence)]
}

#[cfg(test)]
mod tests {
    use super::super::permissions::testing::{id, with};
    use crate::registration::{RequiredResourceAccess, ResourceAccess};
    use crate::rules::registration::testing::{broken, told};
    use crate::{Code, Severity};

    #[test]
    fn a_permission_or_its_api() {
        let finding = broken(with(id("User.Read"), "Scope"));
        let property = "requiredResourceAccess[0].resourceAccess[3].id";
        assert_eq!(told(&finding), (Code::PermissionDuplicate, Severity::Info, property));
        assert_eq!(finding.title, "the permission User.Read is listed twice");
        let finding = broken(|registration| {
            let graph = registration.required_resource_access[0].resource_app_id;
            registration
                .required_resource_access
                .push(RequiredResourceAccess::new(graph, vec![ResourceAccess::new(id("Mail.Read"), "Scope")]));
        });
        let property = "requiredResourceAccess[1].resourceAppId";
        assert_eq!(told(&finding), (Code::PermissionDuplicate, Severity::Info, property));
    }
}
