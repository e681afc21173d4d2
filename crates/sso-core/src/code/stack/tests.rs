//! The servers as people read them, for each kind of account.

use uuid::uuid;

use super::Stack;
use crate::code::render;
use crate::plan::{AccountTypes, Auth, Drawn, Facts, Pages, Plan};
use crate::{Cloud, GraphPermission, OfficeHost};

fn plan(account_types: AccountTypes, cloud: Cloud) -> Plan {
    let facts = Facts {
        name: "Contoso's \"R&D\"".to_owned(),
        domain: "localhost:3000".parse().unwrap(),
        office_hosts: vec![OfficeHost::Word],
        client_id: "c6c1f32b-5e55-4997-881a-753cc1d563b7".parse().ok(),
        tenant_id: "5c6c1f32-5e55-4997-881a-753cc1d563b7".parse().ok(),
        account_types,
        permissions: ["User.Read", "Mail.Read"].into_iter().filter_map(GraphPermission::by_name).collect(),
        auth: Auth::LegacySso,
        pages: Pages::default(),
        cloud,
    };
    Plan::new(facts, Drawn { scope_id: uuid!("5b3a4e4a-e55e-45ba-820b-ea16efbe3d50") })
}

const SERVERS: [(Stack, &str); 3] =
    [(Stack::Aspnetcore, "aspnetcore"), (Stack::Java, "java"), (Stack::Python, "python")];

#[test]
fn each_server_for_each_kind_of_account() {
    for (stack, name) in SERVERS {
        for (account_types, cloud, kind) in [
            (AccountTypes::SingleTenant, Cloud::China, "single-tenant"),
            (AccountTypes::MultiTenant, Cloud::UsGov, "multi-tenant"),
            (AccountTypes::MultiTenantAndPersonal, Cloud::Public, "multi-tenant-and-personal"),
        ] {
            let code = render(&plan(account_types, cloud), stack).unwrap();
            let files = code.files.iter().map(|file| format!("==> {} <==\n{}", file.path, file.text));
            let variables = code.environment.iter().map(|variable| {
                let default = variable.default.as_deref().map_or("must be set".to_owned(), |value| format!("else {value:?}"));
                format!("{}: {}; {default}\n", variable.name, variable.what)
            });
            let all = files.chain(["==> environment <==\n".to_owned()]).chain(variables).collect::<Vec<_>>();
            insta::assert_snapshot!(format!("{name}-{kind}"), all.join("\n"));
        }
    }
}

/// A secret's place is the environment, whatever stands in the plan.
#[test]
fn what_the_practice_tenant_has_is_left_to_the_environment() {
    for (stack, name) in SERVERS {
        let code = render(&plan(AccountTypes::SingleTenant, Cloud::Practice), stack).unwrap();
        let open: Vec<_> = code.environment.iter().filter(|one| one.default.is_none()).map(|one| one.name).collect();
        let expected: &[&str] = match stack {
            Stack::Aspnetcore => {
                &["AzureAd__Instance", "AzureAd__TenantId", "AzureAd__ClientSecret", "AddIn__Graph"]
            }
            _ => &["AUTHORITY", "CLIENT_SECRET", "GRAPH"],
        };
        assert_eq!(open, expected, "{name}");
    }
}
