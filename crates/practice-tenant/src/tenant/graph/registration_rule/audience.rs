//! What goes with which accounts: the page on validation differences by supported account types.

use sso_core::registration::SignInAudience;

use super::{Change, GraphRefusal};

pub(super) fn check(change: &Change<'_>) -> Result<(), GraphRefusal> {
    let after = change.after;
    let personal = is_personal(after.sign_in_audience);
    let invalid = |property: &str| Err(GraphRefusal::invalid_value(property, "Application"));
    let longest_name = if personal { 90 } else { 120 };
    if after.display_name.chars().count() > longest_name {
        return invalid("displayName");
    }
    let longest_uri = if personal { 120 } else { 255 };
    let most_uris = if personal { 50 } else { usize::MAX };
    if after.identifier_uris.len() > most_uris || after.identifier_uris.iter().any(|uri| uri.len() > longest_uri) {
        return invalid("identifierUris");
    }
    let scopes = &after.api.oauth2_permission_scopes;
    let (most_scopes, longest_scope) = if personal { (100, 40) } else { (usize::MAX, 120) };
    if scopes.len() > most_scopes || scopes.iter().any(|scope| scope.value.len() > longest_scope) {
        return invalid("api");
    }
    let most_redirects = if personal { 100 } else { 256 };
    let redirects = [&after.web.redirect_uris, &after.spa.redirect_uris, &after.public_client.redirect_uris];
    if redirects.iter().map(|list| list.len()).sum::<usize>() > most_redirects {
        return invalid("redirectUris");
    }
    if personal && redirects.into_iter().flatten().any(|uri| uri.contains('?')) {
        return invalid("redirectUris");
    }
    Ok(())
}

pub(super) fn is_personal(audience: SignInAudience) -> bool {
    matches!(audience, SignInAudience::AzureADandPersonalMicrosoftAccount | SignInAudience::PersonalMicrosoftAccount)
}
