//! A new access token for a refresh token (RFC 6749 §6), without a person.

use oauth2::Scope;
use sso_core::token::RefreshToken;
use sso_core::{ClientId, Timestamp};

use crate::oauth::{Http, client, refused};
use crate::sign_in::id_token;
use crate::token_response::Granted;
use crate::{EntraClient, EntraError, Metadata, OriginalClaims, SignedIn};

#[derive(Debug, Clone)]
pub struct Refresh {
    pub client_id: ClientId,
    pub refresh_token: RefreshToken,
    /// Of one resource, always sent: Entra reads a refresh without a scope as one for the app itself (AADSTS90009). For
    /// the add-in's own API the resource is the client ID alone, `{clientId}/access_as_user`: Entra refuses the
    /// Application ID URI here, which it takes at the sign-in.
    pub scopes: Vec<String>,
    /// What the ID token of the sign-in said; `None` where nobody kept it, and then nothing is compared with it.
    pub original: Option<OriginalClaims>,
    /// This machine's time.
    pub now: Timestamp,
}

impl EntraClient {
    /// Redeems the refresh token. Where a new one comes back it takes the old one's place
    /// ([`SignedIn::refresh_token`]); where none does, the old one goes on.
    ///
    /// # Errors
    /// [`EntraError::OAuth`] with `invalid_grant` or `interaction_required` where the user has to sign in again;
    /// [`EntraError::BadAnswer`] for an ID token that is not about the same sign-in.
    pub async fn refresh(&self, metadata: &Metadata, request: &Refresh) -> Result<SignedIn, EntraError> {
        let refresh_token = oauth2::RefreshToken::new(request.refresh_token.expose().to_owned());
        let response = client(request.client_id, metadata)
            .exchange_refresh_token(&refresh_token)
            .add_scopes(request.scopes.iter().cloned().map(Scope::new))
            .request_async(&Http(self))
            .await
            .map_err(refused)?;
        let granted = Granted::of(&response, &request.scopes)?;
        // By the time of the server that has just answered: a clock that is wrong here is no fault of the token's.
        let ahead = self.clock_ahead(request.now).unwrap_or_default();
        let now = request.now.checked_sub(ahead).unwrap_or(request.now);
        if let Some(id_token) = &granted.id_token {
            id_token::check_refreshed(id_token, metadata, request.client_id, request.original.as_ref(), now)?;
        }
        Ok(granted.into())
    }
}
