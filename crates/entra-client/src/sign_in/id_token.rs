//! The ID token that came with the tokens. It comes from the token endpoint itself, so TLS stands for its signature
//! (OpenID Connect Core §3.1.3.7, 6); what ties it to this attempt is checked here.

use serde_json::Value;
use sso_core::ClientId;
use sso_core::token::{IdToken, decode};
use subtle::ConstantTimeEq;

use crate::{AnswerFault, EntraError, Metadata};

/// `nonce` is `None` in the flows that send none: device code and refresh.
pub(crate) fn check(
    id_token: Option<&IdToken>,
    required: bool,
    metadata: &Metadata,
    client_id: ClientId,
    nonce: Option<&str>,
) -> Result<(), EntraError> {
    let not_accepted = |what: &str| Err(EntraError::answer(AnswerFault::IdToken, what));
    let Some(id_token) = id_token else {
        return match required {
            true => not_accepted("the token response has no ID token, although openid was asked for"),
            false => Ok(()),
        };
    };
    let Ok(token) = decode(id_token.expose()) else {
        return not_accepted("the ID token cannot be read");
    };
    let answers = |nonce: &str| {
        token.text_claim("nonce").is_some_and(|found| bool::from(found.as_bytes().ct_eq(nonce.as_bytes())))
    };
    if nonce.is_some_and(|nonce| !answers(nonce)) {
        let what = "the ID token answers another sign-in: its nonce is not the one that was sent";
        return Err(EntraError::answer(AnswerFault::Nonce, what));
    }
    let audience = match token.claims.get("aud") {
        Some(Value::String(aud)) => Some(aud.as_str()),
        // One alone: others beside it are none that this app trusts (OpenID Connect Core §3.1.3.7, 3).
        Some(Value::Array(list)) => match &list[..] {
            [only] => only.as_str(),
            _ => None,
        },
        _ => None,
    };
    if !audience.is_some_and(|aud| aud.eq_ignore_ascii_case(&client_id.to_string())) {
        return not_accepted("the ID token is for another app: its aud is not the client ID");
    }
    if !token.text_claim("iss").is_some_and(|iss| metadata.is_issuer(iss)) {
        return not_accepted("the ID token is from another issuer than the metadata's");
    }
    Ok(())
}
