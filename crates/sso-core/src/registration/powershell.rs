//! What is PowerShell's own in its JSON: names, and what it cuts off.

use super::NotARegistration;
use super::walk::{Visited, walk};
use crate::shown::shown;

/// Az PowerShell (`Get-AzADApplication`) names some lists as one of their entries, and Graph's PowerShell does not.
const SINGULAR: [(&str, &str); 16] = [
    ("addIn", "addIns"),
    ("additionalProperty", "additionalProperties"),
    ("allowedMemberType", "allowedMemberTypes"),
    ("appRole", "appRoles"),
    ("delegatedPermissionId", "delegatedPermissionIds"),
    ("groupMembershipClaim", "groupMembershipClaims"),
    ("identifierUri", "identifierUris"),
    ("implicitGrantSetting", "implicitGrantSettings"),
    ("knownClientApplication", "knownClientApplications"),
    ("oauth2PermissionScope", "oauth2PermissionScopes"),
    ("optionalClaim", "optionalClaims"),
    ("parentalControlSetting", "parentalControlSettings"),
    ("preAuthorizedApplication", "preAuthorizedApplications"),
    ("redirectUri", "redirectUris"),
    ("tag", "tags"),
    ("keyCredential", "keyCredentials"),
];

/// Graph's name for one of Az PowerShell's, whose first letter is a capital one there.
pub(super) fn plural(name: &str) -> Option<&'static str> {
    SINGULAR.iter().find(|(one, _)| one.eq_ignore_ascii_case(name)).map(|(_, many)| *many)
}

/// Az PowerShell's name for one of Graph's.
pub(super) fn singular(name: &str) -> Option<&'static str> {
    SINGULAR.iter().find(|(_, many)| *many == name).map(|(one, _)| *one)
}

/// Refuses what `ConvertTo-Json` has cut off: it goes two objects deep unless it is told otherwise, and a registration goes
/// five. Where an object belongs it has written a text then.
pub(super) fn check_is_whole(value: &str) -> Result<(), NotARegistration> {
    let mut cut_off = None;
    walk(value, &mut |visited| {
        if cut_off.is_none() && is_cut_off(visited) {
            cut_off = Some(visited.property());
        }
    })?;
    let Some(property) = cut_off else { return Ok(()) };
    let words = format!("PowerShell has cut the JSON off: of {} only a line is left", shown(&property, 100));
    Err(NotARegistration::of_all(words, "have all of it written: ConvertTo-Json -Depth 10"))
}

fn is_cut_off(visited: &Visited<'_, '_>) -> bool {
    const TYPES: [&str; 3] =
        ["\"Microsoft.Graph.PowerShell.Models.", "\"Microsoft.Azure.PowerShell.", "\"System.Collections."];
    const LISTS: [&str; 2] = ["\"System.Object[]\"", "\"System.String[]\""];
    let value = visited.value;
    let is_type = TYPES.iter().any(|name| value.starts_with(name)) || LISTS.contains(&value);
    // In names that are not PowerShell's, somebody may have written it: into a note.
    let is_object = value.starts_with("\"@{") && value.ends_with("}\"");
    let is_powershell = |name: &str| name.starts_with(|first: char| first.is_ascii_uppercase());
    is_type || (is_object && visited.names().next().is_some_and(is_powershell))
}
