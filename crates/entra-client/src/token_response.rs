//! The token endpoint's success (RFC 6749 §5.1), the same for a code and for On-Behalf-Of.

use std::fmt;
use std::time::Duration;

use oauth2::basic::BasicTokenType;
use oauth2::{ExtraTokenFields, StandardTokenResponse, TokenResponse as _};
use serde::{Deserialize, Serialize};
use sso_core::token::{AccessToken, IdToken, RefreshToken};

use crate::{AnswerFault, EntraError, SignedIn};

pub(crate) type TokenResponse = StandardTokenResponse<OpenIdConnect, BasicTokenType>;

/// What OpenID Connect adds to OAuth's answer.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct OpenIdConnect {
    #[serde(default, skip_serializing)]
    id_token: Option<String>,
}

impl ExtraTokenFields for OpenIdConnect {}

impl fmt::Debug for OpenIdConnect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OpenIdConnect(…)")
    }
}

/// What was granted, in types that do not print.
pub(crate) struct Granted {
    pub(crate) access_token: AccessToken,
    pub(crate) id_token: Option<IdToken>,
    pub(crate) refresh_token: Option<RefreshToken>,
    pub(crate) expires_in: Duration,
    pub(crate) scopes: Vec<String>,
}

impl Granted {
    /// `asked` stands for the scopes where the answer names none: then they are the same (RFC 6749 §5.1).
    pub(crate) fn of(response: &TokenResponse, asked: &[String]) -> Result<Self, EntraError> {
        if response.token_type() != &BasicTokenType::Bearer {
            return Err(EntraError::answer(
                AnswerFault::NotBearer,
                "the token is none that whoever bears it may use: its token_type is not Bearer",
            ));
        }
        let expires_in = response.expires_in().ok_or_else(|| {
            EntraError::answer(AnswerFault::Incomplete, "the token response does not say when the token expires")
        })?;
        let scopes = match response.scopes() {
            Some(scopes) => scopes.iter().map(|scope| scope.to_string()).collect(),
            None => asked.to_vec(),
        };
        Ok(Self {
            access_token: AccessToken::new(response.access_token().secret()),
            id_token: response.extra_fields().id_token.as_deref().map(IdToken::new),
            refresh_token: response.refresh_token().map(|token| RefreshToken::new(token.secret())),
            expires_in,
            scopes,
        })
    }
}

impl From<Granted> for SignedIn {
    fn from(granted: Granted) -> Self {
        let Granted { access_token, id_token, refresh_token, expires_in, scopes } = granted;
        Self { access_token, id_token, refresh_token, expires_in, scopes }
    }
}
