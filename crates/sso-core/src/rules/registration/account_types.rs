//! Words of `signInAudience`.

use crate::registration::SignInAudience;

pub(super) const ACCOUNT_TYPES: &str = "signInAudience";

/// As Graph writes it.
pub(super) fn graph_word(audience: SignInAudience) -> &'static str {
    match audience {
        SignInAudience::AzureADMyOrg => "AzureADMyOrg",
        SignInAudience::AzureADMultipleOrgs => "AzureADMultipleOrgs",
        SignInAudience::AzureADandPersonalMicrosoftAccount => "AzureADandPersonalMicrosoftAccount",
        SignInAudience::PersonalMicrosoftAccount => "PersonalMicrosoftAccount",
    }
}
