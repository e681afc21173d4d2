//! What is there joined with what is planned. Whatever else is there stays, in its order.

use uuid::Uuid;

use crate::id::redirect_uri::{is_brokered, key};
use crate::plan::Plan;
use crate::registration::{
    OptionalClaims, PermissionScope, PreAuthorizedApplication, Registration, RequiredResourceAccess,
};
use crate::{OfficeClient, ScopeName};

/// The scope that Office asks for, if it is there; in other letters, large for small, if not as it must be.
pub(super) fn access_as_user(there: &Registration) -> Option<&PermissionScope> {
    let name = ScopeName::access_as_user();
    let scopes = &there.api.oauth2_permission_scopes;
    let exact = scopes.iter().find(|scope| scope.value == name.as_str());
    exact.or_else(|| scopes.iter().find(|scope| scope.value.eq_ignore_ascii_case(name.as_str())))
}

/// The scope as it should be in this application. One that is there keeps its GUID and its words: pre-authorizations and
/// consents hang on the one, people know the others.
pub(super) fn scope(plan: &Plan, there: &Registration) -> PermissionScope {
    let planned = plan.access_as_user();
    let Some(known) = access_as_user(there) else {
        return PermissionScope { id: free_id(planned.id, there), ..planned };
    };
    let or = |text: &String, planned: &String| if text.trim().is_empty() { planned.clone() } else { text.clone() };
    let wanted = PermissionScope {
        value: planned.value.clone(),
        r#type: planned.r#type.clone(),
        is_enabled: true,
        admin_consent_display_name: or(&known.admin_consent_display_name, &planned.admin_consent_display_name),
        admin_consent_description: or(&known.admin_consent_description, &planned.admin_consent_description),
        ..known.clone()
    };
    if wanted == *known {
        return wanted;
    }
    // Users' texts are optional: they alone are no reason to disable a scope that works.
    PermissionScope {
        user_consent_display_name: wanted.user_consent_display_name.clone().or(planned.user_consent_display_name),
        user_consent_description: wanted.user_consent_description.clone().or(planned.user_consent_description),
        ..wanted
    }
}

/// Those that are there, and of access tokens those planned that are not.
pub(super) fn optional_claims(
    there: Option<&OptionalClaims>,
    planned: Option<&OptionalClaims>,
) -> Option<OptionalClaims> {
    let Some(planned) = planned else { return there.cloned() };
    let mut claims = there.cloned().unwrap_or_default();
    for claim in &planned.access_token {
        if !claims.access_token.iter().any(|known| known.name == claim.name) {
            claims.access_token.push(claim.clone());
        }
    }
    Some(claims)
}

/// The drawn GUID, or one made of it where another scope or role of the application has it.
fn free_id(drawn: Uuid, there: &Registration) -> Uuid {
    let scopes = there.api.oauth2_permission_scopes.iter().map(|scope| scope.id);
    let taken: Vec<_> = scopes.chain(there.app_roles.iter().map(|role| role.id)).collect();
    let next = |id: &Uuid| Some(Uuid::new_v5(id, b"access_as_user"));
    std::iter::successors(Some(drawn), next).find(|id| !taken.contains(id)).unwrap_or(drawn)
}

/// One that differs in letters, large for small, is replaced: both cannot be there, and On-Behalf-Of ends in AADSTS500131.
pub(super) fn identifier_uris(there: &[String], planned: &str) -> Vec<String> {
    let mut uris = there.to_vec();
    if uris.iter().any(|uri| uri == planned) {
        return uris;
    }
    match uris.iter_mut().find(|uri| uri.eq_ignore_ascii_case(planned)) {
        Some(uri) => planned.clone_into(uri),
        None => uris.push(planned.to_owned()),
    }
    uris
}

/// All Office clients with this scope, beside what else is pre-authorized.
pub(super) fn pre_authorized(there: &[PreAuthorizedApplication], scope: Uuid) -> Vec<PreAuthorizedApplication> {
    let mut clients = there.to_vec();
    let office = OfficeClient::ALL.id;
    if clients.iter().any(|client| client.app_id == office && client.delegated_permission_ids.contains(&scope)) {
        return clients;
    }
    match clients.iter_mut().find(|client| client.app_id == office) {
        Some(client) => client.delegated_permission_ids.push(scope),
        None => clients.push(PreAuthorizedApplication::new(office, vec![scope])),
    }
    clients
}

/// One that is there in other letters or with a slash is not added again: Entra may take the two for one.
///
/// A `brk-` URI is not the first where there are others: consent by an administrator without a redirect URI takes the first
/// one, and ends in AADSTS7000471 there.
pub(super) fn redirect_uris(there: &[String], planned: &[String]) -> Vec<String> {
    let mut uris = there.to_vec();
    uris.extend(planned.iter().filter(|uri| !contains(there, uri)).cloned());
    if uris.first().is_some_and(|uri| is_brokered(uri)) {
        uris.sort_by_key(|uri| is_brokered(uri));
    }
    uris
}

/// Whether it is among them, as the rules compare redirect URIs.
pub(super) fn contains(uris: &[String], uri: &str) -> bool {
    uris.iter().any(|known| key(known) == key(uri))
}

pub(super) fn required_resource_access(
    there: &[RequiredResourceAccess],
    planned: &[RequiredResourceAccess],
) -> Vec<RequiredResourceAccess> {
    let mut resources = there.to_vec();
    for wanted in planned {
        let Some(known) = resources.iter_mut().find(|known| known.resource_app_id == wanted.resource_app_id) else {
            resources.push(wanted.clone());
            continue;
        };
        for access in &wanted.resource_access {
            let is_listed =
                known.resource_access.iter().any(|listed| (listed.id, &listed.r#type) == (access.id, &access.r#type));
            if !is_listed {
                known.resource_access.push(access.clone());
            }
        }
    }
    resources
}
