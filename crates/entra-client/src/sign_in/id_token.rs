//! The ID token that came with the tokens. It comes from the token endpoint itself, so TLS stands for its signature
//! (OpenID Connect Core §3.1.3.7, 6); what ties it to this attempt is checked here.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sso_core::token::{Decoded, IdToken, decode};
use sso_core::{ClientId, Timestamp};
use subtle::ConstantTimeEq;

use crate::{AnswerFault, EntraError, Metadata, SignedIn};

/// Seconds by which clocks may differ.
const SKEW: i64 = 300;

/// What is kept of the ID token of a sign-in, to compare that of a refresh with. Nothing of it is secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginalClaims {
    pub sub: Option<String>,
    pub nonce: Option<String>,
}

impl SignedIn {
    /// `None` where no ID token came.
    pub fn original(&self) -> Option<OriginalClaims> {
        let token = decode(self.id_token.as_ref()?.expose()).ok()?;
        let claim = |name: &str| token.text_claim(name).map(str::to_owned);
        Some(OriginalClaims { sub: claim("sub"), nonce: claim("nonce") })
    }
}

fn not_accepted(what: &str) -> EntraError {
    EntraError::answer(AnswerFault::IdToken, what)
}

/// `nonce` is `None` in the flow that sends none: device code.
pub(crate) fn check(
    id_token: Option<&IdToken>,
    required: bool,
    metadata: &Metadata,
    client_id: ClientId,
    nonce: Option<&str>,
) -> Result<(), EntraError> {
    let Some(id_token) = id_token else {
        return match required {
            true => Err(not_accepted("the token response has no ID token, although openid was asked for")),
            false => Ok(()),
        };
    };
    let token = read(id_token)?;
    if nonce.is_some_and(|nonce| !has_nonce(&token, nonce)) {
        let what = "the ID token answers another sign-in: its nonce is not the one that was sent";
        return Err(EntraError::answer(AnswerFault::Nonce, what));
    }
    check_parties(&token, metadata, client_id)
}

/// The ID token that came with a refresh: of the same issuer, for the same app, about the same subject, and not at its end. A
/// nonce need not be there; one that is must be that of the sign-in (OpenID Connect Core §12.2). `now`: the server's time.
/// `auth_time` is not compared: Entra sends it to those only who asked for it as an optional claim.
pub(crate) fn check_refreshed(
    id_token: &IdToken,
    metadata: &Metadata,
    client_id: ClientId,
    original: Option<&OriginalClaims>,
    now: Timestamp,
) -> Result<(), EntraError> {
    let token = read(id_token)?;
    check_parties(&token, metadata, client_id)?;
    let end = token.claims.get("exp").and_then(Value::as_i64);
    if end.is_none_or(|end| now.as_second() >= end.saturating_add(SKEW)) {
        return Err(not_accepted("the ID token that came with the refresh has ended, or has no end: its exp"));
    }
    let Some(original) = original else { return Ok(()) };
    if original.sub.as_deref() != token.text_claim("sub") {
        return Err(not_accepted("the ID token that came with the refresh is about somebody else: its sub"));
    }
    let is_same = |nonce: &str| has_nonce(&token, nonce);
    if token.claims.contains_key("nonce") && !original.nonce.as_deref().is_some_and(is_same) {
        let what = "the ID token that came with the refresh answers another sign-in: its nonce";
        return Err(EntraError::answer(AnswerFault::Nonce, what));
    }
    Ok(())
}

fn read(id_token: &IdToken) -> Result<Decoded, EntraError> {
    decode(id_token.expose()).map_err(|_| not_accepted("the ID token cannot be read"))
}

fn has_nonce(token: &Decoded, nonce: &str) -> bool {
    token.text_claim("nonce").is_some_and(|found| bool::from(found.as_bytes().ct_eq(nonce.as_bytes())))
}

/// Who it is for, and from whom.
fn check_parties(token: &Decoded, metadata: &Metadata, client_id: ClientId) -> Result<(), EntraError> {
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
        return Err(not_accepted("the ID token is for another app: its aud is not the client ID"));
    }
    if !token.text_claim("iss").is_some_and(|iss| metadata.is_issuer(iss)) {
        return Err(not_accepted("the ID token is from another issuer than the metadata's"));
    }
    Ok(())
}
