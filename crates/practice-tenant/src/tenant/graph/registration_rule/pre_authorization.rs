//! A pre-authorization names scopes that are there. In a PATCH they must have been there before it: a new scope and its
//! pre-authorization are two requests.

use super::{Change, GraphRefusal};

const PROPERTY: &str = "api.preAuthorizedApplications.delegatedPermissionIds";

pub(super) fn check(change: &Change<'_>) -> Result<(), GraphRefusal> {
    let scopes = |registration: &sso_core::registration::Registration, id| {
        registration.api.oauth2_permission_scopes.iter().any(|scope| scope.id == id)
    };
    let named = change.after.api.pre_authorized_applications.iter().flat_map(|one| &one.delegated_permission_ids);
    for id in named.copied() {
        if !scopes(change.after, id) || change.before.is_some_and(|before| !scopes(before, id)) {
            let message =
                format!("Property {PROPERTY} has a Permission Id that cannot be found in the AppPermissions sets.");
            return Err(GraphRefusal::new(400, "InvalidValue", message).about("InvalidValue", PROPERTY));
        }
    }
    Ok(())
}
