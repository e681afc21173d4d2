//! `/.hallpass/*`: how another process of the same user speaks to this tenant. A browser must not: so there is no
//! CORS, and a request with an `Origin` is refused even with the right token.
//!
//! | Call | Does |
//! |---|---|
//! | `GET status` | where it listens, since when, what is switched on |
//! | `GET env` | the same with the add-in's secret |
//! | `POST stop` | ends the tenant |
//! | `POST reset` | back to the seed |
//! | `POST auto-sign-in` | `{"user": name or "first"}`: signs in without asking; `{"user": null}`: asks again |
//! | `GET faults` · `POST faults` · `DELETE faults` | those set · sets `{"code", "on"?, "nth"?}` · clears all, or that of `?code=n` |
//! | `GET time` · `POST time` | how far it was moved · `{"move_seconds": n}`, or `{"reset": true}` |
//! | `GET activity?since=n` | requests behind that number, and hints |
//! | `GET consent?tenant=&client=&user=` | what of Microsoft Graph is consented to for that user: `{"graph": [name]}` |
//! | `POST token` | `{"kind", "user"?, "mfa"?, "claims"?: {name: value}, "written"?: {name: text}, "without"?: [name], "flaw"?: name}` → `{"kind", "token"}` |

mod activity;
mod consent;
mod fault;
mod mint;
mod state;

use aws_lc_rs::digest;
use axum::extract::{Path, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::Response;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use sso_core::TenantId;
use subtle::ConstantTimeEq;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::{Incoming, Listener, json, plain, set};
use crate::ReadyAddIn;

/// What the control endpoint tells and does.
pub struct Control {
    pub token: SecretString,
    pub authority: Url,
    pub http_authority: Url,
    pub graph: Url,
    pub tenant_id: TenantId,
    pub started: Timestamp,
    pub add_in: Option<ReadyAddIn>,
    pub stop: CancellationToken,
}

/// What a call is about.
struct Call<'a> {
    control: &'a Control,
    listener: &'a Listener,
    incoming: &'a Incoming,
}

/// Why a call was not answered: it was asked wrongly.
struct Wrong(Value);

impl Wrong {
    fn new(message: impl Into<String>) -> Self {
        Self(json!({ "message": message.into() }))
    }

    fn with(mut self, name: &str, value: Value) -> Self {
        self.0[name] = value;
        self
    }
}

type Answer = Result<Value, Wrong>;

/// What can be done at one path.
type Calls = &'static [(Method, fn(&Call<'_>) -> Answer)];

fn calls(action: &str) -> Option<Calls> {
    Some(match action {
        "status" => &[(Method::GET, state::status)],
        "env" => &[(Method::GET, state::env)],
        "stop" => &[(Method::POST, state::stop)],
        "reset" => &[(Method::POST, state::reset)],
        "auto-sign-in" => &[(Method::POST, state::sign_in_without_asking)],
        "time" => &[(Method::GET, state::time), (Method::POST, state::move_time)],
        "faults" => &[(Method::GET, fault::all), (Method::POST, fault::set), (Method::DELETE, fault::clear)],
        "activity" => &[(Method::GET, activity::since)],
        "consent" => &[(Method::GET, consent::consent)],
        "token" => &[(Method::POST, mint::mint)],
        _ => return None,
    })
}

pub async fn control(State(listener): State<Listener>, Path(action): Path<String>, request: Request) -> Response {
    let Some(control) = &listener.shared.control else { return super::not_found().await };
    let incoming = match Incoming::read(&listener, request).await {
        Ok(incoming) => incoming,
        Err(response) => return *response,
    };
    if incoming.headers.contains_key(header::ORIGIN) {
        return plain(StatusCode::FORBIDDEN, "the control endpoint does not answer pages\n");
    }
    if !incoming.authorization("Bearer").is_some_and(|token| control.is_token(token)) {
        let mut response = plain(StatusCode::UNAUTHORIZED, "the control token is missing or wrong\n");
        set(&mut response, header::WWW_AUTHENTICATE, "Bearer");
        return response;
    }
    let Some(calls) = calls(&action) else { return super::not_found().await };
    let Some((_, call)) = calls.iter().find(|(method, _)| *method == incoming.method) else {
        let methods = calls.iter().map(|(method, _)| method.as_str()).collect::<Vec<_>>().join(", ");
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, format!("use {methods}\n"));
        set(&mut response, header::ALLOW, &methods);
        return response;
    };
    match call(&Call { control, listener: &listener, incoming: &incoming }) {
        Ok(answer) => json(StatusCode::OK, &answer),
        Err(Wrong(why)) => json(StatusCode::BAD_REQUEST, &why),
    }
}

impl Control {
    fn is_token(&self, sent: &str) -> bool {
        let digest = |text: &str| digest::digest(&digest::SHA256, text.as_bytes());
        digest(sent).as_ref().ct_eq(digest(self.token.expose_secret()).as_ref()).into()
    }
}

impl Call<'_> {
    /// The body, a JSON object.
    fn body(&self) -> Result<Value, Wrong> {
        let body = serde_json::from_slice(&self.incoming.body).ok().filter(Value::is_object);
        body.ok_or_else(|| Wrong::new("the body is no JSON object"))
    }
}
