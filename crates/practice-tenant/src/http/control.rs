//! `/.hallpass/*`: how another process of the same user speaks to this tenant. A browser must not: so there is no
//! CORS, and a request with an `Origin` is refused even with the right token.

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
    let (method, answer): (_, fn(&Control) -> Value) = match action.as_str() {
        "status" => (Method::GET, Control::status),
        "env" => (Method::GET, Control::env),
        "stop" => (Method::POST, Control::stop),
        _ => return super::not_found().await,
    };
    if incoming.method != method {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, format!("use {method}\n"));
        set(&mut response, header::ALLOW, method.as_str());
        return response;
    }
    json(StatusCode::OK, &answer(control))
}

impl Control {
    fn is_token(&self, sent: &str) -> bool {
        let digest = |text: &str| digest::digest(&digest::SHA256, text.as_bytes());
        digest(sent).as_ref().ct_eq(digest(self.token.expose_secret()).as_ref()).into()
    }

    fn status(&self) -> Value {
        let add_in = self.add_in.as_ref();
        json!({
            "authority": self.authority,
            "http_authority": self.http_authority,
            "graph": self.graph,
            "tenant_id": self.tenant_id,
            "started": self.started.to_string(),
            "client_id": add_in.map(|add_in| add_in.client_id),
            "app_id_uri": add_in.map(|add_in| &add_in.app_id_uri),
            "scope": add_in.map(|add_in| &add_in.scope),
            "user": add_in.map(|add_in| &add_in.user),
        })
    }

    /// With the add-in's secret, which opens nothing but this tenant: what a program under test needs.
    fn env(&self) -> Value {
        let mut env = self.status();
        env["client_secret"] = self.add_in.as_ref().map(|add_in| add_in.client_secret.expose()).into();
        env
    }

    /// Asks whoever started the tenant to stop it, so that this answer still goes out.
    fn stop(&self) -> Value {
        self.stop.cancel();
        json!({ "stopping": true })
    }
}
