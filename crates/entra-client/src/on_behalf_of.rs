//! On-Behalf-Of: `grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer`, `requested_token_use=on_behalf_of`.

use std::time::Duration;

use sso_core::ClientId;
use sso_core::token::{AccessToken, ClientSecret};

use crate::{EntraClient, EntraError, Metadata};

#[derive(Debug, Clone)]
pub struct OnBehalfOf {
    pub client_id: ClientId,
    pub client_secret: ClientSecret,
    /// The bootstrap token; its `aud` is this app.
    pub assertion: AccessToken,
    /// Of one resource.
    pub scopes: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct OnBehalfOfTokens {
    pub access_token: AccessToken,
    pub expires_in: Duration,
    pub scopes: Vec<String>,
}

impl EntraClient {
    pub async fn on_behalf_of(
        &self,
        metadata: &Metadata,
        request: &OnBehalfOf,
    ) -> Result<OnBehalfOfTokens, EntraError> {
        let _ = (metadata, request);
        todo!()
    }
}
