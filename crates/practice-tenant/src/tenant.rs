//! The state of the tenant and its answers, without HTTP.

use sso_core::registration::PasswordCredential;
use sso_core::token::ClientSecret;

/// What `addPassword` answers, once.
#[derive(Debug, Clone)]
pub struct IssuedSecret {
    pub credential: PasswordCredential,
    pub value: ClientSecret,
}
