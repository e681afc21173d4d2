//! Generated facts and registrations, for properties that must hold for all of them.

use proptest::prelude::*;
use serde_json::Map;
use uuid::Uuid;

use super::{AccountTypes, Auth, Drawn, Facts, Pages, Plan};
use crate::registration::{
    Api, PermissionScope, PreAuthorizedApplication, RedirectUris, Registration, RequiredResourceAccess, ResourceAccess,
};
use crate::{
    ClientId, Cloud, CustomCloud, GRAPH_APP_ID, GraphPermission, HostPort, OfficeClient, OfficeHost, TenantId,
};

/// Facts that are accepted.
pub(crate) fn facts() -> impl Strategy<Value = Facts> {
    let who = (name(), domain(), hosts(), option_of_guid(), option_of_guid());
    let what = (account_types(), permissions(), auth(), pages(), cloud());
    (who, what)
        .prop_map(
            |((name, domain, office_hosts, client_id, tenant_id), (accounts, permissions, auth, pages, cloud))| {
                let national = cloud.is_national() && accounts == AccountTypes::MultiTenantAndPersonal;
                Facts {
                    name,
                    domain,
                    office_hosts,
                    client_id: client_id.map(ClientId::from_uuid),
                    tenant_id: tenant_id.map(TenantId::from_uuid),
                    account_types: if national { AccountTypes::MultiTenant } else { accounts },
                    permissions,
                    auth,
                    pages,
                    cloud,
                }
            },
        )
        .prop_filter("not for a registration", |facts| facts.check_for_registration().is_ok())
}

pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    (facts(), guid()).prop_map(|(facts, scope_id)| Plan::new(facts, Drawn { scope_id }))
}

/// A registration of this client ID that somebody else made: of parts that are right, nearly right, and none of ours.
pub(crate) fn registration(plan: &Plan) -> impl Strategy<Value = Registration> + use<> {
    let drawn = plan.drawn.scope_id;
    let domain = plan.facts.domain.clone();
    let planned = plan.registration();
    let uris = planned.spa.redirect_uris.into_iter().chain(planned.public_client.redirect_uris);
    let uris: Vec<_> = uris
        .chain(["https://addin.fabrikam.com/auth".to_owned(), "brk-multihub://addin.fabrikam.com".to_owned()])
        .collect();
    // Those that Entra may take for the same.
    let other_texts = uris.iter().filter_map(|uri| {
        let (scheme, rest) = uri.split_once("://").filter(|(scheme, _)| scheme.starts_with("http"))?;
        Some(match rest.split_once('/') {
            Some((host, path)) => format!("{scheme}://{}/{path}", host.to_uppercase()),
            None => format!("{uri}/"),
        })
    });
    let uris: Vec<_> = uris.iter().cloned().chain(other_texts).collect();
    let names = planned.required_resource_access;
    (
        guid(),
        guid(),
        scopes(drawn),
        platforms(uris),
        any::<[bool; 7]>(),
        prop::sample::select(vec![None, Some(1), Some(2)]),
    )
        .prop_map(move |(id, app_id, scopes, [web, spa, public_client], yes, version)| {
            let own = format!("api://{domain}/{app_id}");
            let identifier_uris = [
                yes[0].then(|| "api://addin.fabrikam.com/0c0a7050-0000-4000-8000-00000000000f".to_owned()),
                yes[1].then(|| if yes[2] { own.to_uppercase().replace("API", "api") } else { own.clone() }),
            ];
            let pre_authorized_applications = scopes.first().filter(|_| yes[3]).map(|scope| {
                let client = if yes[4] { OfficeClient::ALL.id } else { OfficeClient::KNOWN[1].id };
                PreAuthorizedApplication::new(client, vec![scope.id])
            });
            let mut registration = Registration {
                id: Some(id),
                app_id: Some(ClientId::from_uuid(app_id)),
                display_name: "Fabrikam".to_owned(),
                identifier_uris: identifier_uris.into_iter().flatten().collect(),
                api: Api {
                    requested_access_token_version: version,
                    oauth2_permission_scopes: scopes,
                    pre_authorized_applications: pre_authorized_applications.into_iter().collect(),
                    ..Api::default()
                },
                spa: RedirectUris { redirect_uris: spa },
                public_client: RedirectUris { redirect_uris: public_client },
                required_resource_access: if yes[5] { some_access(&names) } else { Vec::new() },
                tags: vec!["fabrikam".to_owned()],
                ..Registration::default()
            };
            registration.web.redirect_uris = web;
            registration.web.implicit_grant_settings.enable_id_token_issuance = yes[6];
            registration
        })
}

/// Graph's, with the first of the planned permissions, one as application permission, and another resource.
fn some_access(planned: &[RequiredResourceAccess]) -> Vec<RequiredResourceAccess> {
    let first = planned[0].resource_access[0].clone();
    let role = ResourceAccess { r#type: "Role".to_owned(), ..first.clone() };
    let of = |resource, resource_access| RequiredResourceAccess::new(ClientId::from_uuid(resource), resource_access);
    vec![of(Uuid::from_u128(7), vec![first.clone()]), of(GRAPH_APP_ID, vec![role, first])]
}

fn scopes(drawn: Uuid) -> impl Strategy<Value = Vec<PermissionScope>> {
    let named = |value: &'static str| {
        let parts = (any::<bool>(), any::<bool>(), any::<bool>(), guid());
        parts.prop_map(move |(is_enabled, drawn_id, for_users, id)| PermissionScope {
            id: if drawn_id { drawn } else { id },
            value: value.to_owned(),
            r#type: if for_users { "User" } else { "Admin" }.to_owned(),
            is_enabled,
            admin_consent_display_name: "As the user".to_owned(),
            admin_consent_description: if for_users { "" } else { "As the user" }.to_owned(),
            user_consent_display_name: None,
            user_consent_description: None,
            other: Map::new(),
        })
    };
    let own = prop_oneof![Just(None), named("access_as_user").prop_map(Some), named("Access_As_User").prop_map(Some),];
    (own, prop::option::of(named("files.read"))).prop_map(|(own, other)| {
        let mut all: Vec<_> = other.into_iter().chain(own).collect();
        if all.len() == 2 && all[0].id == all[1].id {
            all.pop();
        }
        all
    })
}

/// Each URI on one platform or on none.
fn platforms(uris: Vec<String>) -> impl Strategy<Value = [Vec<String>; 3]> {
    prop::collection::vec(0..4_usize, uris.len()).prop_map(move |places| {
        [0, 1, 2].map(|platform| {
            let here = uris.iter().zip(&places).filter(|(_, place)| **place == platform);
            here.map(|(uri, _)| uri.clone()).collect()
        })
    })
}

pub(crate) fn guid() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(|number| uuid::Builder::from_random_bytes(number.to_be_bytes()).into_uuid())
}

fn option_of_guid() -> impl Strategy<Value = Option<Uuid>> {
    prop::option::of(guid())
}

fn name() -> impl Strategy<Value = String> {
    // 90 characters are what personal accounts leave.
    "[A-Za-zÄé日\"'`$%&<>(){};|\\\\!@#-][A-Za-zÄé日\"'`$%&<>(){};|\\\\!@# -]{0,87}[A-Za-zÄé日]"
}

fn domain() -> impl Strategy<Value = HostPort> {
    let of_microsoft = ["addin.azurewebsites.net", "addin.azurestaticapps.net", "addin.chinacloudsites.cn"];
    let host = prop_oneof![
        1 => prop::sample::select(of_microsoft.map(str::to_owned).to_vec()),
        4 => Just("localhost".to_owned()),
        8 => "[a-z][a-z0-9]{0,12}(-[a-z0-9]{1,5})?\\.contoso\\.com"];
    (host, prop::option::of(1_u16..)).prop_filter_map("no host", |(host, port)| {
        port.map_or_else(|| host.clone(), |port| format!("{host}:{port}")).parse().ok()
    })
}

fn hosts() -> impl Strategy<Value = Vec<OfficeHost>> {
    prop::sample::subsequence(OfficeHost::ALL.to_vec(), 0..=4)
}

fn account_types() -> impl Strategy<Value = AccountTypes> {
    prop::sample::select(vec![
        AccountTypes::SingleTenant,
        AccountTypes::MultiTenant,
        AccountTypes::MultiTenantAndPersonal,
    ])
}

fn permissions() -> impl Strategy<Value = Vec<GraphPermission>> {
    let given = "Team.Create=7825d5d6-6049-4ce7-bdf6-3b8d53f4bcd0".parse();
    let all: Vec<_> = GraphPermission::known().into_iter().chain(given).collect();
    prop::sample::subsequence(all, 0..=6).prop_shuffle()
}

fn auth() -> impl Strategy<Value = Auth> {
    prop::sample::select(vec![Auth::LegacySso, Auth::Naa, Auth::Both])
}

fn pages() -> impl Strategy<Value = Pages> {
    let page = "([a-zA-Z0-9_~-]{1,8}/){0,2}[a-zA-Z0-9_~-]{1,12}(\\.html)?";
    prop_oneof![Just(Pages::default()), (page, page).prop_map(|(dialog, task_pane)| Pages { dialog, task_pane })]
}

pub(crate) fn custom_cloud(name: &str) -> Cloud {
    Cloud::Custom(Box::new(CustomCloud {
        name: name.to_owned(),
        authority: "https://login.example".parse().unwrap(),
        graph: "https://graph.example:8443".parse().unwrap(),
        portal: None,
    }))
}

fn cloud() -> impl Strategy<Value = Cloud> {
    let custom = custom_cloud("Contoso \"`id` $(id) ${IFS} 'here'\" \u{2019}\\");
    let more = [Cloud::Practice, custom];
    prop::sample::select(Cloud::MICROSOFT.into_iter().chain(more).collect::<Vec<_>>())
}
