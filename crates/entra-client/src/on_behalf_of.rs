//! On-Behalf-Of: `grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer`, `requested_token_use=on_behalf_of`.
//!
//! The `oauth2` crate has no such grant: this is a request of our own over the same client, with the same error.

use std::time::Duration;

use sso_core::ClientId;
use sso_core::token::AccessToken;

use crate::token_response::{Granted, TokenResponse};
use crate::{ClientCredential, EntraClient, EntraError, Metadata, RequestFault};

#[derive(Debug, Clone)]
pub struct OnBehalfOf {
    pub client_id: ClientId,
    pub credential: ClientCredential,
    /// The bootstrap token; its `aud` is this app.
    pub assertion: AccessToken,
    /// Of one resource.
    pub scopes: Vec<String>,
    /// A claims challenge of the API that is called, as it gave it: JSON.
    pub claims: Option<String>,
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
        let client_id = request.client_id.to_string();
        let scope = request.scopes.join(" ");
        let mut form = vec![
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            ("requested_token_use", "on_behalf_of"),
            ("client_id", &client_id),
            ("assertion", request.assertion.expose()),
            ("scope", &scope),
        ];
        let client_assertion;
        match &request.credential {
            ClientCredential::Secret(secret) => form.push(("client_secret", secret.expose())),
            ClientCredential::Certificate { certificate, now, jti } => {
                client_assertion = certificate.assertion(request.client_id, &metadata.token_endpoint, *now, *jti)?;
                form.push(("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
                form.push(("client_assertion", &client_assertion));
            }
        }
        if let Some(claims) = &request.claims {
            form.push(("claims", claims));
        }
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
