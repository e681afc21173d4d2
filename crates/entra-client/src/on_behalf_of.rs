//! On-Behalf-Of: `grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer`, `requested_token_use=on_behalf_of`.
//!
//! The `oauth2` crate has no such grant: this is a request of our own over the same client, with the same error.

use std::time::Duration;

use sso_core::ClientId;
use sso_core::token::{AccessToken, ClientSecret};

use crate::token_response::{Granted, TokenResponse};
use crate::{EntraClient, EntraError, Metadata, RequestFault};

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
    /// Exchanges the assertion for a token of another resource. `metadata` is that of the assertion's tenant: for
    /// guests the tenant they visit, never `common` for an app of one tenant (AADSTS50194).
    ///
    /// # Errors
    /// [`EntraError::OAuth`] with Entra's error whole: `suberror` and `claims` decide what the add-in must do.
    pub async fn on_behalf_of(
        &self,
        metadata: &Metadata,
        request: &OnBehalfOf,
    ) -> Result<OnBehalfOfTokens, EntraError> {
        let form = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            ("requested_token_use", "on_behalf_of"),
            ("client_id", &request.client_id.to_string()),
            ("client_secret", request.client_secret.expose()),
            ("assertion", request.assertion.expose()),
            ("scope", &request.scopes.join(" ")),
        ];
        let post = self.http().post(metadata.token_endpoint.clone()).form(&form).build().map_err(|_| {
            EntraError::not_sent(RequestFault::NotEncodable, "the request for the token cannot be written as a form")
        })?;
        let answer = self.send(post).await?.into_success()?;
        let granted = Granted::of(&answer.json::<TokenResponse>("token response")?, &request.scopes)?;
        Ok(OnBehalfOfTokens {
            access_token: granted.access_token,
            expires_in: granted.expires_in,
            scopes: granted.scopes,
        })
    }
}
