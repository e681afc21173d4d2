//! Authorization code with PKCE in the system browser, and the loopback listener that takes the answer (RFC 8252).

mod attempt;
mod connection;
pub(crate) mod id_token;
mod listener;
mod page;
mod redirect;

use std::time::Duration;

pub use id_token::OriginalClaims;
use sso_core::ClientId;
use sso_core::token::{AccessToken, IdToken, RefreshToken};
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::{EntraClient, EntraError, Metadata};

/// What a sign-in is asked for.
#[derive(Debug, Clone)]
pub struct SignIn {
    pub client_id: ClientId,
    /// Of one resource, plus OpenID Connect's own.
    pub scopes: Vec<String>,
    pub login_hint: Option<String>,
    pub prompt: Option<Prompt>,
    /// A claims challenge, as Entra gave it: JSON.
    pub claims: Option<String>,
    /// 0 for any free port.
    pub port: u16,
    pub time_out: Duration,
    pub one_time: OneTime,
}

/// What the sign-in page asks even of somebody who is signed in already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Prompt {
    /// Which account it is to be.
    SelectAccount,
    /// Consent to the scopes, given before or not.
    Consent,
    /// The password.
    Login,
}

impl Prompt {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::SelectAccount => "select_account",
            Self::Consent => "consent",
            Self::Login => "login",
        }
    }
}

/// Random bytes for one attempt: chance enters here, and only here.
#[derive(Clone)]
pub struct OneTime {
    pub state: [u8; 32],
    pub nonce: [u8; 32],
    pub verifier: [u8; 32],
}

/// What came back. Tokens do not print.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub access_token: AccessToken,
    pub id_token: Option<IdToken>,
    pub refresh_token: Option<RefreshToken>,
    pub expires_in: Duration,
    /// As granted, which may differ from what was asked.
    pub scopes: Vec<String>,
}

impl std::fmt::Debug for OneTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneTime(…)")
    }
}

impl EntraClient {
    /// Opens the listener, hands the address of the sign-in page to `open`, waits, redeems the code.
    ///
    /// `open` is called once, with the listener ready; it returns at once (a launcher that started is no browser
    /// that opened). `came_back` is called once, with the code and before it is redeemed: never where none comes. A request with a wrong or missing state is answered 400 and waiting goes on; the first with the
    /// right state ends it. Where `openid` is asked for, the ID token must come, with this attempt's nonce.
    ///
    /// # Errors
    /// [`EntraError::OAuth`] for what Entra refuses, on the redirect or at the token endpoint;
    /// [`EntraError::TimedOut`] where nothing came back within [`SignIn::time_out`], as with errors that Entra shows
    /// on its own page only.
    pub async fn sign_in(
        &self,
        metadata: &Metadata,
        request: &SignIn,
        open: impl FnOnce(&Url) + Send,
        came_back: impl FnOnce() + Send,
        cancel: &CancellationToken,
    ) -> Result<SignedIn, EntraError> {
        tokio::select! {
            biased;
            () = cancel.cancelled() => Err(EntraError::Cancelled),
            result = attempt::run(self, metadata, request, open, came_back) => result,
        }
    }
}
