//! As much of Graph as judges whether a request can be made at this point, in few lines.

use serde_json::Value;
use uuid::{Uuid, uuid};

use super::super::{Change, GraphRequest, Method, Names, State};
use crate::registration::{PermissionGrant, Registration, ServicePrincipal, SignInAudience};
use crate::{ClientId, ObjectId};

pub const OBJECT_ID: Uuid = uuid!("aaaaaaaa-0000-4000-8000-000000000001");
pub const CLIENT_ID: Uuid = uuid!("c6c1f32b-5e55-4997-881a-753cc1d563b7");
const PRINCIPAL: Uuid = uuid!("aaaaaaaa-0000-4000-8000-000000000003");
const GRAPH: Uuid = uuid!("aaaaaaaa-0000-4000-8000-000000000004");

/// What Graph would answer, known beforehand: as a script's variables are when its lines run.
pub fn names() -> Names {
    Names {
        object_id: OBJECT_ID.to_string(),
        client_id: CLIENT_ID.to_string(),
        service_principal: PRINCIPAL.to_string(),
        graph_service_principal: GRAPH.to_string(),
    }
}

/// The state after the change, or why Graph would not make it.
pub fn apply(state: &State, change: &Change) -> Result<State, String> {
    let GraphRequest { method, path, body, .. } = &change.request;
    let body = body.clone().ok_or("no body")?;
    let mut state = state.clone();
    let parts: Vec<_> = path.split('/').skip(1).collect();
    match (*method, parts.as_slice()) {
        (Method::Post, ["v1.0", "applications"]) => {
            ensure(state.application.is_none(), "a second application")?;
            let mut made: Registration = serde_json::from_value(body).map_err(|error| error.to_string())?;
            (made.id, made.app_id) = (Some(OBJECT_ID), Some(ClientId::from_uuid(CLIENT_ID)));
            judge(None, &made)?;
            state.application = Some(made);
        }
        (Method::Patch, ["v1.0", "applications", id]) => {
            let before = state.application.clone().ok_or("no application")?;
            ensure(before.id.map(|id| id.to_string()).as_deref() == Some(*id), "another application")?;
            let mut whole = serde_json::to_value(&before).map_err(|error| error.to_string())?;
            join(&mut whole, body);
            let after = serde_json::from_value(whole).map_err(|error| error.to_string())?;
            judge(Some(&before), &after)?;
            state.application = Some(after);
        }
        (Method::Post, ["v1.0", "servicePrincipals"]) => {
            let client_id =
                state.application.as_ref().and_then(|application| application.app_id).ok_or("no application")?;
            ensure(body["appId"] == client_id.to_string(), "another client ID")?;
            ensure(state.service_principal.is_none(), "a second service principal")?;
            state.service_principal = Some(service_principal(client_id, true));
        }
        (Method::Patch, ["v1.0", "servicePrincipals", id]) => {
            let principal = state.service_principal.as_mut().ok_or("no service principal")?;
            ensure(principal.id.to_string() == *id, "another service principal")?;
            principal.account_enabled = body["accountEnabled"].as_bool();
        }
        (Method::Post, ["v1.0", "oauth2PermissionGrants"]) => {
            ensure(state.service_principal.is_some(), "no service principal")?;
            ensure(state.grants.is_empty(), "Permission entry already exists.")?;
            state.grants.push(grant(body["scope"].as_str().ok_or("no scope")?));
            let sent = serde_json::json!({ "clientId": PRINCIPAL, "resourceId": GRAPH, "consentType": "AllPrincipals",
                "scope": body["scope"] });
            ensure(body == sent, "another grant")?;
        }
        (Method::Patch, ["v1.0", "oauth2PermissionGrants", id]) => {
            let grant = state.grants.iter_mut().find(|grant| grant.id == *id).ok_or("no grant")?;
            body["scope"].as_str().ok_or("no scope")?.clone_into(&mut grant.scope);
        }
        _ => return Err(format!("{method:?} {path}")),
    }
    Ok(state)
}

pub fn service_principal(client_id: ClientId, enabled: bool) -> ServicePrincipal {
    ServicePrincipal {
        id: ObjectId::from_uuid(PRINCIPAL),
        app_id: client_id,
        account_enabled: Some(enabled),
        app_role_assignment_required: Some(false),
        app_owner_organization_id: None,
        other: serde_json::Map::new(),
    }
}

pub fn grant(scope: &str) -> PermissionGrant {
    PermissionGrant {
        id: "grant-1".to_owned(),
        client_id: ObjectId::from_uuid(PRINCIPAL),
        consent_type: "AllPrincipals".to_owned(),
        principal_id: None,
        resource_id: ObjectId::from_uuid(GRAPH),
        scope: scope.to_owned(),
    }
}

/// Lists are replaced, objects joined.
fn join(into: &mut Value, body: Value) {
    match (into, body) {
        (Value::Object(into), Value::Object(body)) => {
            body.into_iter().for_each(|(name, value)| join(into.entry(name).or_insert(Value::Null), value));
        }
        (into, body) => *into = body,
    }
}

fn judge(before: Option<&Registration>, after: &Registration) -> Result<(), String> {
    let scopes = |of: &Registration| of.api.oauth2_permission_scopes.clone();
    for old in before.map(scopes).into_iter().flatten().filter(|scope| scope.is_enabled) {
        let new = scopes(after).into_iter().find(|new| new.id == old.id);
        let only_disabled =
            new.is_some_and(|new| crate::registration::PermissionScope { is_enabled: true, ..new } == old);
        ensure(only_disabled, "CannotDeleteOrUpdateEnabledEntitlement")?;
    }
    for id in after.api.pre_authorized_applications.iter().flat_map(|client| &client.delegated_permission_ids) {
        let known = |of: &Registration| scopes(of).iter().any(|scope| scope.id == *id);
        ensure(known(after) && before.is_none_or(known), "InvalidValue: a permission ID that was not there before")?;
    }
    let version_2 = after.api.requested_access_token_version == Some(2);
    let new_uri =
        after.identifier_uris.iter().any(|uri| before.is_none_or(|before| !before.identifier_uris.contains(uri)));
    ensure(version_2 || !new_uri, "HostNameNotOnVerifiedDomain")?;
    let personal = after.sign_in_audience == SignInAudience::AzureADandPersonalMicrosoftAccount;
    ensure(version_2 || !personal, "InvalidValue: api.requestedAccessTokenVersion")?;
    ensure(after.display_name.chars().count() <= if personal { 90 } else { 120 }, "InvalidValue: displayName")?;
    let mut redirects: Vec<_> =
        [&after.web.redirect_uris, &after.spa.redirect_uris, &after.public_client.redirect_uris]
            .into_iter()
            .flatten()
            .collect();
    distinct(&mut redirects, "redirectUris")?;
    distinct(&mut scopes(after).iter().map(|scope| scope.id).collect(), "ids of scopes")?;
    distinct(&mut scopes(after).iter().map(|scope| scope.value.to_lowercase()).collect(), "names of scopes")?;
    distinct(&mut after.identifier_uris.iter().map(|uri| uri.to_lowercase()).collect(), "identifierUris")
}

fn distinct<T: Ord>(values: &mut Vec<T>, what: &str) -> Result<(), String> {
    let all = values.len();
    values.sort();
    values.dedup();
    ensure(values.len() == all, &format!("{what} twice"))
}

fn ensure(holds: bool, else_: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(else_.to_owned()) }
}
