use serde_json::{Value, json};

use super::{Answer, Call, Wrong};
use crate::{IdentityTokenFlaw, TokenKind};

/// `{"kind": "bootstrap-v2", "claims"?: {"scp": "…"}, "without"?: ["azp"]}`, for an exchange token `"flaw"?: "signature"` too.
/// The issuer is the https listener, whichever was asked. Here a token leaves, to the test that it is for.
pub fn mint(call: &Call<'_>) -> Answer {
    let body = call.body()?;
    let kind = body.get("kind").and_then(Value::as_str).and_then(TokenKind::by_name).ok_or_else(|| {
        Wrong::new("`kind` names no kind of token").with("known", json!(TokenKind::ALL.map(TokenKind::as_str)))
    })?;
    let mut overrides = Vec::new();
    match body.get("claims") {
        None | Some(Value::Null) => {}
        Some(Value::Object(claims)) => {
            overrides.extend(claims.iter().map(|(name, value)| (name.clone(), Some(value.clone()))));
        }
        Some(_) => return Err(Wrong::new("`claims` is no JSON object")),
    }
    match body.get("without") {
        None | Some(Value::Null) => {}
        Some(Value::Array(names)) => {
            overrides.extend(names.iter().filter_map(Value::as_str).map(|name| (name.to_owned(), None)));
        }
        Some(_) => return Err(Wrong::new("`without` is no JSON list")),
    }
    let flaw = match body.get("flaw") {
        None | Some(Value::Null) => None,
        Some(_) if kind != TokenKind::Exchange => {
            return Err(Wrong::new("`flaw` is for exchange tokens; the others are flawed by their claims"));
        }
        Some(flaw) => Some(flaw.as_str().and_then(IdentityTokenFlaw::by_name).ok_or_else(|| {
            Wrong::new("`flaw` names no flaw of an exchange token").with("known", json!(IdentityTokenFlaw::NAMES))
        })?),
    };
    if let Some(flaw) = flaw {
        let token = call.listener.shared.tenant().mint_flawed(&flaw, &overrides);
        let token = token.map_err(|error| Wrong::new(error.to_string()))?;
        return Ok(json!({ "kind": kind.as_str(), "token": token.expose() }));
    }
    let origin = call.control.authority.as_str().trim_end_matches('/');
    let token = call.listener.shared.tenant().mint(origin, kind, &overrides);
    let token = token.map_err(|error| Wrong::new(error.to_string()))?;
    Ok(json!({ "kind": kind.as_str(), "token": token.expose() }))
}
