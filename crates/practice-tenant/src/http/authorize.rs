//! The authorization endpoint.
//!
//! What a program that plays the browser may rely on: `GET …/authorize?…` answers a page whose form has
//! `method="post"`, a hidden input `transaction` and buttons `<button name="account" value="<user principal name>"
//! id="account-<n>">`. `transaction` and `account` posted to the same path answer 302 to the redirect URI, or the
//! consent page, whose form has a hidden input `transaction` and buttons `name="consent"` of the values `accept`
//! (`id="consent-accept"`) and `decline` (`id="consent-decline"`). Before it may come a page whose buttons are
//! `name="prove"` (`approve`, `cancel`), for multi-factor authentication, or `name="confirm"` (`yes`, `no`), for a sign-in
//! on another device. Who needs an administrator gets one whose buttons are `name="approval"` (`other`, `return`). Each `transaction` is good once.

use axum::extract::{Path, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::Response;

use super::browser::{refused, show};
use super::{Incoming, Listener, auto_sign_in, plain};
use crate::rules::{Refusal, malformed_request, wrong_method};
use crate::tenant::{AdminConsentAddress, Asked, Form};

/// What a request may bring that is kept while somebody answers it.
const MOST_BYTES: usize = 16 * 1024;

/// Where an administrator consents for the whole tenant. It answers the same pages.
pub async fn admin_consent(
    State(listener): State<Listener>,
    Path(segment): Path<String>,
    request: Request,
) -> Response {
    consent_of_admin(listener, segment, request, AdminConsentAddress::Scopes).await
}

/// The same at the older address.
pub async fn admin_consent_v1(
    State(listener): State<Listener>,
    Path(segment): Path<String>,
    request: Request,
) -> Response {
    consent_of_admin(listener, segment, request, AdminConsentAddress::AllListed).await
}

async fn consent_of_admin(
    listener: Listener,
    segment: String,
    request: Request,
    address: AdminConsentAddress,
) -> Response {
    let incoming = match Incoming::read(&listener, request).await {
        Ok(incoming) => incoming,
        Err(response) => return *response,
    };
    let form = match form_of(&incoming) {
        Ok(form) => form,
        Err(refusal) => return refused(&refusal, &incoming.trace),
    };
    let authorization = {
        let asked = Asked { origin: &incoming.listener_origin, segment: &segment };
        let session = listener.session(&incoming.headers);
        listener.shared.tenant().admin_consent(asked, address, &form, session.as_deref())
    };
    show(&listener, authorization, &segment, &incoming.trace)
}

pub async fn authorize(State(listener): State<Listener>, Path(segment): Path<String>, request: Request) -> Response {
    let incoming = match Incoming::read(&listener, request).await {
        Ok(incoming) => incoming,
        Err(response) => return *response,
    };
    let form = match form_of(&incoming) {
        Ok(form) => form,
        Err(refusal) => return refused(&refusal, &incoming.trace),
    };
    let is_own_form = incoming.method == Method::POST && form.get("transaction").is_some();
    if is_own_form && incoming.header(header::ORIGIN).is_some_and(|origin| origin != incoming.listener_origin) {
        return plain(StatusCode::FORBIDDEN, "this form was sent by a page of another origin\n");
    }
    let authorization = {
        let asked = Asked { origin: &incoming.listener_origin, segment: &segment };
        let session = listener.session(&incoming.headers);
        let who = listener.shared.auto_sign_in().clone();
        let mut tenant = listener.shared.tenant();
        let next = match is_own_form {
            true => tenant.resume(&form, session.as_deref()),
            false => tenant.authorize(asked, &form, session.as_deref()),
        };
        match who.filter(|_| !is_own_form) {
            Some(who) => auto_sign_in::go_on(&mut tenant, &who, &form, session.as_deref(), next),
            None => next,
        }
    };
    show(&listener, authorization, &segment, &incoming.trace)
}

/// OpenID Connect lets a client send its request either way.
pub(super) fn form_of(incoming: &Incoming) -> Result<Form, Refusal> {
    check_length(incoming)?;
    match incoming.method {
        Method::GET | Method::HEAD => incoming.query_form(),
        Method::POST => incoming.body_form(),
        ref method => Err(wrong_method::refusal(&["GET", "POST"], method.as_str())),
    }
}

/// For requests that are kept.
pub(super) fn check_length(incoming: &Incoming) -> Result<(), Refusal> {
    match incoming.query.len().max(incoming.body.len()) > MOST_BYTES {
        true => Err(malformed_request::refusal()),
        false => Ok(()),
    }
}
