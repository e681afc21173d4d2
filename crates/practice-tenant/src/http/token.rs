//! The token endpoint.

use axum::extract::{Path, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use sso_core::token::ClientSecret;
use url::form_urlencoded;

use super::{Incoming, Listener, cors, json, set};
use crate::rules::{Refusal, malformed_request, wrong_method};
use crate::tenant::{Asked, TokenRequest, TokenResponse};

pub async fn token(State(listener): State<Listener>, Path(segment): Path<String>, request: Request) -> Response {
    let incoming = match cors::read(&listener, request).await {
        Ok(incoming) => incoming,
        Err(response) => return *response,
    };
    let answer = token_request(&incoming).and_then(|request| {
        let asked = Asked { origin: &incoming.listener_origin, segment: &segment };
        let (unsigned, signer) = {
            let mut tenant = listener.shared.tenant();
            (tenant.token(asked, &request)?, tenant.signer().clone())
        };
        unsigned.sign(&signer)
    });
    let mut response = match answer {
        Ok(granted) => incoming.trace.mark(json(StatusCode::OK, &body(&granted))),
        Err(refusal) => incoming.trace.refuse(&refusal),
    };
    set(&mut response, header::PRAGMA, "no-cache");
    cors::open(response)
}

fn token_request(incoming: &Incoming) -> Result<TokenRequest, Refusal> {
    if incoming.method != Method::POST {
        return Err(wrong_method::refusal(&["POST"], incoming.method.as_str()));
    }
    Ok(TokenRequest {
        form: incoming.body_form()?,
        basic: incoming.authorization("Basic").map(basic).transpose()?,
        origin: incoming.header(header::ORIGIN).map(str::to_owned),
    })
}

/// RFC 6749 §2.3.1: client ID and secret, each form-encoded, joined by a colon, as base64.
fn basic(value: &str) -> Result<(String, ClientSecret), Refusal> {
    let text = STANDARD.decode(value).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let text = text.ok_or_else(malformed_request::refusal)?;
    let (client_id, secret) = text.split_once(':').ok_or_else(malformed_request::refusal)?;
    Ok((form_decoded(client_id), ClientSecret::new(form_decoded(secret))))
}

fn form_decoded(text: &str) -> String {
    let pair = format!("={text}");
    form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// Here the tokens leave, to the client that they are for.
fn body(granted: &TokenResponse) -> serde_json::Value {
    let mut body = json!({
        "token_type": "Bearer",
        "scope": granted.scope,
        "expires_in": granted.expires_in,
        "ext_expires_in": granted.expires_in,
        "access_token": granted.access_token.expose(),
    });
    if let Some(refresh_token) = &granted.refresh_token {
        body["refresh_token"] = refresh_token.expose().into();
    }
    if let Some(id_token) = &granted.id_token {
        body["id_token"] = id_token.expose().into();
    }
    if let Some(client_info) = &granted.client_info {
        body["client_info"] = client_info.as_str().into();
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_is_decoded_twice() {
        let (id, secret) = basic(&STANDARD.encode("abc%20d:s%7Ee+f%3A%26g")).unwrap();
        assert_eq!((id.as_str(), secret.expose()), ("abc d", "s~e f:&g"));
        for wrong in ["not base64!", &STANDARD.encode("no colon"), &STANDARD.encode([0xff, b':'])] {
            assert!(basic(wrong).is_err(), "{wrong}");
        }
    }
}
