//! The application in its home tenant: its service principal, and consent for everybody.

use serde_json::json;

use super::{Change, ChangeKind, GraphRequest, Method, Names, State};
use crate::plan::Plan;

pub(super) fn changes(plan: &Plan, state: &State, names: &Names, admin_consent: bool) -> Vec<Change> {
    let principal = service_principal(state, names);
    let consent = if admin_consent { consent(plan, state, names) } else { None };
    principal.into_iter().chain(consent).collect()
}

fn service_principal(state: &State, names: &Names) -> Option<Change> {
    let Some(principal) = &state.service_principal else {
        let client_id = state.application.as_ref().and_then(|application| application.app_id);
        let body = json!({ "appId": client_id.map_or_else(|| names.client_id.clone(), |id| id.to_string()) });
        return Some(Change {
            kind: ChangeKind::CreateServicePrincipal,
            title: "Create the service principal".to_owned(),
            reason: "the application in the tenant, without which nobody signs in; the portal makes it by itself, \
                Graph does not"
                .to_owned(),
            property: "servicePrincipal".to_owned(),
            before: None,
            after: body.clone(),
            request: GraphRequest {
                method: Method::Post,
                path: "/v1.0/servicePrincipals".to_owned(),
                body: Some(body),
                expects: 201,
            },
        });
    };
    if principal.account_enabled != Some(false) {
        return None;
    }
    Some(Change {
        kind: ChangeKind::EnableServicePrincipal,
        title: "Enable the service principal for users to sign in".to_owned(),
        reason: "it is disabled: everybody's sign-in ends in AADSTS7000112, in Office as 13007".to_owned(),
        property: "servicePrincipal.accountEnabled".to_owned(),
        before: Some(json!(false)),
        after: json!(true),
        request: GraphRequest {
            method: Method::Patch,
            path: format!("/v1.0/servicePrincipals/{}", principal.id),
            body: Some(json!({ "accountEnabled": true })),
            expects: 204,
        },
    })
}

/// A grant that is there is extended: Graph refuses a second one for the same two.
fn consent(plan: &Plan, state: &State, names: &Names) -> Option<Change> {
    let is_of_graph = |resource| state.graph_service_principal.is_none_or(|graph| graph == resource);
    let grant =
        state.grants.iter().find(|grant| grant.consent_type == "AllPrincipals" && is_of_graph(grant.resource_id));
    let given: Vec<_> = grant.map(|grant| grant.scope.split_whitespace().collect()).unwrap_or_default();
    let planned = plan.manifest_scopes();
    let is_given = |name: &str| given.iter().any(|given| given.eq_ignore_ascii_case(name));
    let missing: Vec<_> = planned.iter().map(String::as_str).filter(|name| !is_given(name)).collect();
    if missing.is_empty() {
        return None;
    }
    let scope = given.iter().chain(&missing).copied().collect::<Vec<_>>().join(" ");
    let request = match grant {
        Some(grant) => GraphRequest {
            method: Method::Patch,
            path: format!("/v1.0/oauth2PermissionGrants/{}", grant.id),
            body: Some(json!({ "scope": scope })),
            expects: 204,
        },
        None => {
            let client = state.service_principal.as_ref().map(|principal| principal.id.to_string());
            let graph = state.graph_service_principal.map(|id| id.to_string());
            let body = json!({
                "clientId": client.unwrap_or_else(|| names.service_principal.clone()),
                "consentType": "AllPrincipals",
                "resourceId": graph.unwrap_or_else(|| names.graph_service_principal.clone()),
                "scope": scope,
            });
            GraphRequest {
                method: Method::Post,
                path: "/v1.0/oauth2PermissionGrants".to_owned(),
                body: Some(body),
                expects: 201,
            }
        }
    };
    Some(Change {
        kind: ChangeKind::Consent,
        title: "Consent for everybody in the tenant".to_owned(),
        reason: match plan.needs_secret() {
            true => "so that nobody is asked, and On-Behalf-Of, which shows no page, finds it there".to_owned(),
            false => "so that nobody is asked".to_owned(),
        },
        property: "oauth2PermissionGrants".to_owned(),
        before: (!given.is_empty()).then(|| json!(given.join(" "))),
        after: json!(scope),
        request,
    })
}
