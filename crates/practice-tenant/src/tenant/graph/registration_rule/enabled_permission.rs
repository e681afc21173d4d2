//! A scope or role that is enabled is neither renamed nor taken away: somebody may use it. A PATCH replaces lists whole, so
//! to forget it there is to take it away.

use serde_json::Value;
use sso_core::registration::Registration;

use super::{Change, GraphRefusal};

pub(super) fn check(change: &Change<'_>) -> Result<(), GraphRefusal> {
    let Some(before) = change.before else { return Ok(()) };
    let after = permissions(change.after);
    let is_kept = |(id, enabled, value): &(String, bool, String)| {
        !enabled || after.iter().any(|(kept, _, named)| kept == id && named == value)
    };
    match permissions(before).iter().all(is_kept) {
        true => Ok(()),
        false => Err(GraphRefusal::new(
            400,
            "CannotDeleteOrUpdateEnabledEntitlement",
            "Permission (scope or role) cannot be deleted or updated unless disabled first.",
        )),
    }
}

/// ID, whether it is enabled, and name, of all scopes and roles.
fn permissions(registration: &Registration) -> Vec<(String, bool, String)> {
    // By the JSON of it: not all that is there is modelled.
    let whole = serde_json::to_value(registration).unwrap_or_default();
    let lists = [whole.pointer("/api/oauth2PermissionScopes"), whole.pointer("/appRoles")];
    let entries = lists.into_iter().flatten().filter_map(Value::as_array).flatten();
    let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
    entries.map(|entry| (text(entry, "id"), entry["isEnabled"] == true, text(entry, "value"))).collect()
}
