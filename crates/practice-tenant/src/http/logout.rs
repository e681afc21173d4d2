//! Sign-out.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use url::Url;

use super::authorize::form_of;
use super::browser::{html, redirect, refused};
use super::{Incoming, Listener};
use crate::page;
use crate::tenant::Form;

/// Ends the session of this browser; goes on to an address only if some application has registered it.
pub async fn logout(State(listener): State<Listener>, Path(segment): Path<String>, request: Request) -> Response {
    let incoming = match Incoming::read(&listener, request).await {
        Ok(incoming) => incoming,
        Err(response) => return *response,
    };
    match form_of(&incoming).and_then(|form| listener.shared.tenant().segment(&segment).map(|_| form)) {
        Ok(form) => sign_out(&listener, &incoming, &form),
        Err(refusal) => refused(&refusal, &incoming.trace),
    }
}

fn sign_out(listener: &Listener, incoming: &Incoming, form: &Form) -> Response {
    let mut tenant = listener.shared.tenant();
    if let Some(session) = listener.session(&incoming.headers) {
        tenant.sign_out(&session);
    }
    let target = form
        .get("post_logout_redirect_uri")
        .filter(|uri| tenant.is_registered_redirect_uri(uri))
        .and_then(|uri| Url::parse(uri).ok());
    let response = match target {
        Some(mut target) => {
            if let Some(state) = form.get("state") {
                target.query_pairs_mut().append_pair("state", state);
            }
            redirect(&target)
        }
        None => html(StatusCode::OK, page::signed_out()),
    };
    listener.without_session(incoming.trace.mark(response))
}
