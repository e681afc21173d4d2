//! How much a registration may hold.

use super::{Change, GraphRefusal};
use sso_core::registration::SignInAudience;

/// Characters of `displayName`: Microsoft's page on the validation by supported account types.
const LONGEST_NAME: usize = 120;
const LONGEST_NAME_WITH_PERSONAL_ACCOUNTS: usize = 90;

/// Of the whole, as JSON. Entra counts entries; this is the practice tenant's own limit, so that no number of changes
/// takes more memory than it has for registrations.
const MOST_BYTES: usize = 128 * 1024;

pub(super) fn check(change: &Change<'_>) -> Result<(), GraphRefusal> {
    let longest = match change.after.sign_in_audience {
        SignInAudience::AzureADMyOrg | SignInAudience::AzureADMultipleOrgs => LONGEST_NAME,
        SignInAudience::AzureADandPersonalMicrosoftAccount | SignInAudience::PersonalMicrosoftAccount => {
            LONGEST_NAME_WITH_PERSONAL_ACCOUNTS
        }
    };
    if change.after.display_name.chars().count() > longest {
        return Err(GraphRefusal::invalid_value("displayName", "Application"));
    }
    let bytes = serde_json::to_vec(change.after).map_or(0, |json| json.len());
    match bytes > MOST_BYTES {
        true => Err(GraphRefusal::bad_request("The size of the object has exceeded its limit.")),
        false => Ok(()),
    }
}
