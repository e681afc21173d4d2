use serde_json::{Value, json};

use super::{Answer, Call, Wrong};
use crate::{ClaimOrder, IdentityTokenFlaw, TokenKind, TokenOrder};

/// `{"kind": "bootstrap-v2", "user"?: "AdeleV@…", "mfa"?: true, "claims"?: {"scp": "…"}, "written"?: {"ver": "1.0"},
/// "without"?: ["azp"]}`, `"flaw"?: "signature"`, of an exchange token others too. `written` are texts as a person types them:
/// JSON, or else text. The issuer is the https listener, whichever was asked. Here a token leaves, to the test that it is
/// for.
pub fn mint(call: &Call<'_>) -> Answer {
    let body = call.body()?;
    let kind = body.get("kind").and_then(Value::as_str).and_then(TokenKind::by_name).ok_or_else(|| {
        Wrong::new("`kind` names no kind of token").with("known", json!(TokenKind::ALL.map(TokenKind::as_str)))
    })?;
    let mut order = TokenOrder::of(kind);
    order.user = match body.get("user") {
        None | Some(Value::Null) => None,
        Some(Value::String(user)) => Some(user.clone()),
        Some(_) => return Err(Wrong::new("`user` is no text")),
    };
    order.mfa = match body.get("mfa") {
        None | Some(Value::Null) => false,
        Some(Value::Bool(mfa)) => *mfa,
        Some(_) => return Err(Wrong::new("`mfa` is neither true nor false")),
    };
    for (name, value) in object(&body, "claims")? {
        order.claims.push((name.clone(), ClaimOrder::Value(value.clone())));
    }
    for (name, value) in object(&body, "written")? {
        let text = value.as_str().ok_or_else(|| Wrong::new("`written` has something that is no text"))?;
        order.claims.push((name.clone(), ClaimOrder::Written(text.to_owned())));
    }
    match body.get("without") {
        None | Some(Value::Null) => {}
        Some(Value::Array(names)) => {
            let names = names.iter().filter_map(Value::as_str);
            order.claims.extend(names.map(|name| (name.to_owned(), ClaimOrder::LeftOut)));
        }
        Some(_) => return Err(Wrong::new("`without` is no JSON list")),
    }
    let flaw = match body.get("flaw") {
        None | Some(Value::Null) => None,
        Some(flaw) if kind != TokenKind::Exchange => {
            if flaw != "signature" {
                let words = "`flaw` of other tokens than exchange is `signature`; all else is done by their claims";
                return Err(Wrong::new(words));
            }
            order.other_signature = true;
            None
        }
        Some(flaw) => Some(flaw.as_str().and_then(IdentityTokenFlaw::by_name).ok_or_else(|| {
            Wrong::new("`flaw` names no flaw of an exchange token").with("known", json!(IdentityTokenFlaw::NAMES))
        })?),
    };
    if let Some(flaw) = flaw {
        let token = call.listener.shared.tenant().mint_flawed(&flaw, &order);
        let token = token.map_err(|error| Wrong::new(error.to_string()))?;
        return Ok(json!({ "kind": kind.as_str(), "token": token.expose() }));
    }
    let origin = call.control.authority.as_str().trim_end_matches('/');
    let token = call.listener.shared.tenant().mint(origin, &order);
    let token = token.map_err(|error| Wrong::new(error.to_string()))?;
    Ok(json!({ "kind": kind.as_str(), "token": token.expose() }))
}

/// The properties of an object in the body; none where it is left out.
fn object<'a>(body: &'a Value, name: &str) -> Result<impl Iterator<Item = (&'a String, &'a Value)>, Wrong> {
    match body.get(name) {
        None | Some(Value::Null) => Ok(None.into_iter().flatten()),
        Some(Value::Object(properties)) => Ok(Some(properties).into_iter().flatten()),
        Some(_) => Err(Wrong::new(format!("`{name}` is no JSON object"))),
    }
}
