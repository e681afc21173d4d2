//! The plan's renderings, put into a practice tenant as a person would: by the text alone.

#[cfg(unix)]
mod azure_cli;
#[cfg(unix)]
mod bash;
mod cut_out;
mod replay;
mod tenant;

use sso_core::plan::{AccountTypes, Auth, Drawn, Facts, Pages, Plan};
use sso_core::{Cloud, CustomCloud, GraphPermission, OfficeHost};
use uuid::{Uuid, uuid};

/// Of whoever lets the scripts be made.
const TAG: Uuid = uuid!("7a900000-0000-4000-8000-000000000003");

/// The add-in on the developer's machine, and the one that is for everybody.
fn plans(graph: &url::Url) -> [Plan; 3] {
    let origin = graph.origin().ascii_serialization();
    let cloud = Cloud::Custom(Box::new(CustomCloud {
        name: "Practice".to_owned(),
        authority: origin.parse().unwrap(),
        graph: origin.parse().unwrap(),
        portal: None,
    }));
    let localhost = Facts {
        name: "Contoso \u{201c}Tasks\u{201d} for $USER's `id` & \\more! {appId}".to_owned(),
        domain: "localhost:3000".parse().unwrap(),
        office_hosts: vec![OfficeHost::Word],
        client_id: None,
        tenant_id: None,
        account_types: AccountTypes::SingleTenant,
        permissions: ["User.Read", "Mail.Read"].into_iter().filter_map(GraphPermission::by_name).collect(),
        auth: Auth::LegacySso,
        pages: Pages::default(),
        cloud,
    };
    let production = Facts {
        name: "Contoso Tasks".to_owned(),
        domain: "addin.contoso.com".parse().unwrap(),
        account_types: AccountTypes::MultiTenant,
        auth: Auth::Both,
        ..localhost.clone()
    };
    let personal = Facts { account_types: AccountTypes::MultiTenantAndPersonal, ..production.clone() };
    [localhost, production, personal]
        .map(|facts| Plan::new(facts, Drawn { scope_id: uuid!("5c09e000-0000-4000-8000-000000000007") }))
}
