use super::{RegistrationRule, Subject};
use crate::limit::{APIS, Limits};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PermissionsTooMany,
        severity: Severity::Error,
        summary: "the application asks for more permissions than Entra takes",
        meaning: "An application lists permissions of at most 50 APIs and at most 400 in all; 200 in all and 30 of one \
                API where personal Microsoft accounts are among the account types.",
        fix: &["API permissions: remove those that the add-in does not use; what Office itself asks for are openid \
                  and profile"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let Limits { permissions: most, permissions_of_an_api, whose, .. } = subject.limits();
    let of_one = permissions_of_an_api.unwrap_or(usize::MAX);
    let listed = &subject.registration.required_resource_access;
    let apis = listed.len();
    let in_all = listed.iter().map(|api| api.resource_access.len()).sum::<usize>();
    let many = listed.iter().enumerate().find(|(_, api)| api.resource_access.len() > of_one);
    let (title, evidence) = if apis > APIS {
        let title = format!("there are permissions of {apis} APIs; Entra takes {APIS}");
        (title, subject.value(PROPERTY, format!("{apis} entries")))
    } else if in_all > *most {
        let title = format!("there are {in_all} permissions in all; Entra takes {most}{whose}");
        (title, subject.value(PROPERTY, format!("{in_all} permissions in all")))
    } else if let Some((index, api)) = many {
        let count = api.resource_access.len();
        let title = format!("there are {count} permissions of {}; Entra takes {of_one}{whose}", api.resource_app_id);
        (title, subject.value(format!("{PROPERTY}[{index}].resourceAccess"), format!("{count} entries")))
    } else {
        return Vec::new();
    };
    vec![
        Finding::of(rule, title, subject.with_personal_accounts("Saving the registration is refused."))
            .with_evidence([evidence]),
    ]
}

const PROPERTY: &str = "requiredResourceAccess";

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use crate::registration::{RequiredResourceAccess, ResourceAccess};
    use crate::rules::registration::testing::{Healthy, property, told};
    use crate::{ClientId, Code, Finding, GraphPermission, Severity};

    /// As many APIs with as many permissions each, and nothing else.
    fn finding(mut healthy: Healthy, apis: u128, permissions: u128) -> Option<Finding> {
        let access = |number| ResourceAccess::new(Uuid::from_u128(number), "Scope");
        let api = |number| {
            RequiredResourceAccess::new(
                ClientId::from_uuid(Uuid::from_u128(number)),
                (1..=permissions).map(access).collect(),
            )
        };
        healthy.registration.required_resource_access = (1..=apis).map(api).collect();
        healthy.findings().into_iter().find(|finding| finding.code == Code::PermissionsTooMany)
    }

    #[test]
    fn apis_all_and_of_one() {
        for (healthy, apis, permissions, title) in [
            (Healthy::localhost(), 51, 1, Some("there are permissions of 51 APIs; Entra takes 50")),
            (Healthy::localhost(), 50, 8, None),
            (Healthy::localhost(), 1, 400, None),
            (Healthy::localhost(), 1, 401, Some("there are 401 permissions in all; Entra takes 400")),
            (Healthy::personal(), 50, 4, None),
            (Healthy::personal(), 51, 1, Some("there are permissions of 51 APIs; Entra takes 50")),
            (
                Healthy::personal(),
                50,
                5,
                Some("there are 250 permissions in all; Entra takes 200 with personal accounts"),
            ),
            (Healthy::personal(), 1, 30, None),
            (
                Healthy::personal(),
                1,
                31,
                Some(
                    "there are 31 permissions of 00000000-0000-0000-0000-000000000001; Entra takes 30 with personal accounts",
                ),
            ),
        ] {
            let finding = finding(healthy, apis, permissions);
            assert_eq!(finding.map(|finding| finding.title).as_deref(), title, "{apis} {permissions}");
        }
        let of_one = finding(Healthy::personal(), 1, 31).unwrap();
        assert_eq!(property(&of_one), "requiredResourceAccess[0].resourceAccess");
    }

    #[test]
    fn of_microsoft_graph() {
        let of_users = GraphPermission::known().into_iter().filter(|permission| !permission.admin_only);
        let ids = of_users.map(|permission| permission.id).take(31).collect::<Vec<_>>();
        let finding = Healthy::personal().alone().breaks(|registration| {
            let access = ids.into_iter().map(|id| ResourceAccess::new(id, "Scope"));
            registration.required_resource_access[0].resource_access = access.collect();
        });
        let property = "requiredResourceAccess[0].resourceAccess";
        assert_eq!(told(&finding), (Code::PermissionsTooMany, Severity::Error, property));
    }
}
