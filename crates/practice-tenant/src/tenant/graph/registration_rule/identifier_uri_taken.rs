//! An App ID URI names one application: in its tenant, and among the multi-tenant ones everywhere.

use sso_core::registration::{Registration, SignInAudience};

use super::{Change, GraphRefusal};

pub(super) fn check(change: &Change<'_>) -> Result<(), GraphRefusal> {
    let is_everywhere = |registration: &Registration| registration.sign_in_audience != SignInAudience::AzureADMyOrg;
    for uri in &change.after.identifier_uris {
        let taken = change.others.iter().any(|(home, other)| {
            let meet = *home == change.directory.id || is_everywhere(other) && is_everywhere(change.after);
            meet && other.identifier_uris.iter().any(|theirs| theirs.eq_ignore_ascii_case(uri))
        });
        if taken {
            let message = "Another object with the same value for property identifierUris already exists.";
            return Err(GraphRefusal::bad_request(message).about("ObjectConflict", "identifierUris"));
        }
    }
    Ok(())
}
