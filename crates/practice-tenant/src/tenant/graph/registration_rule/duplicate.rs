//! The same value twice in one list.

use super::{Change, GraphRefusal};

pub(super) fn check(change: &Change<'_>) -> Result<(), GraphRefusal> {
    let after = change.after;
    let scopes = &after.api.oauth2_permission_scopes;
    let lists: [(&str, Vec<String>); 6] = [
        ("identifierUris", after.identifier_uris.iter().map(|uri| uri.to_lowercase()).collect()),
        ("api.oauth2PermissionScopes.id", scopes.iter().map(|scope| scope.id.to_string()).collect()),
        ("api.oauth2PermissionScopes.value", scopes.iter().map(|scope| scope.value.to_lowercase()).collect()),
        ("web.redirectUris", after.web.redirect_uris.clone()),
        ("spa.redirectUris", after.spa.redirect_uris.clone()),
        ("publicClient.redirectUris", after.public_client.redirect_uris.clone()),
    ];
    for (target, mut values) in lists {
        let all = values.len();
        values.sort();
        values.dedup();
        if values.len() != all {
            let message = "Request contains a property with duplicate values.";
            return Err(GraphRefusal::bad_request(message).about("DuplicateValue", target));
        }
    }
    Ok(())
}
