//! The authorization endpoint and its pages; sign-out.
//!
//! What a program that plays the browser may rely on: `GET …/authorize?…` answers a page whose form has
//! `method="post"`, a hidden input `transaction` and buttons `<button name="account" value="<user principal name>"
//! id="account-<n>">`. `transaction` and `account` posted to the same path answer 302 to the redirect URI, or the
//! consent page, whose form has a hidden input `transaction` and buttons `name="consent"` of the values `accept`
//! (`id="consent-accept"`) and `decline` (`id="consent-decline"`). Each `transaction` is good once.

use axum::extract::{Path, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use url::{Url, form_urlencoded};

use super::trace::error_uri;
use super::{Incoming, Listener, Trace, auto_sign_in, plain, set};
use crate::page;
use crate::rules::{Refusal, malformed_request, wrong_method};
use crate::tenant::{Asked, Authorization, AuthorizationResponse, Form, ResponseMode};

/// A request is kept while its page is open.
const MOST_BYTES: usize = 16 * 1024;

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
    let next = {
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
    show(&listener, next, &segment, &incoming.trace)
}

/// OpenID Connect lets a client send its request either way.
fn form_of(incoming: &Incoming) -> Result<Form, Refusal> {
    if incoming.query.len().max(incoming.body.len()) > MOST_BYTES {
        return Err(malformed_request::refusal());
    }
    match incoming.method {
        Method::GET | Method::HEAD => incoming.query_form(),
        Method::POST => incoming.body_form(),
        ref method => Err(wrong_method::refusal(&["GET", "POST"], method.as_str())),
    }
}

fn show(listener: &Listener, next: Authorization, segment: &str, trace: &Trace) -> Response {
    let action = format!("/{}/oauth2/v2.0/authorize", path_segment(segment));
    match next {
        Authorization::SignIn(view) => trace.mark(html(StatusCode::OK, page::sign_in(&view, &action))),
        Authorization::Consent(view) => {
            let response = trace.mark(html(StatusCode::OK, page::consent(&view, &action)));
            listener.with_session(response, view.new_session.as_deref())
        }
        Authorization::Refused { refusal, new_session } => {
            listener.with_session(refused(&refusal, trace), new_session.as_deref())
        }
        Authorization::Respond(response) => {
            let new_session = response.new_session.clone();
            listener.with_session(trace.mark(respond(listener, *response, trace)), new_session.as_deref())
        }
    }
}

fn refused(refusal: &Refusal, trace: &Trace) -> Response {
    trace.note(refusal);
    trace.mark(html(StatusCode::BAD_REQUEST, page::refused(refusal, trace)))
}

/// The answer to the client, by way of the browser.
fn respond(listener: &Listener, response: AuthorizationResponse, trace: &Trace) -> Response {
    let fields = fields(&response, trace);
    let mut target = response.redirect_uri;
    match response.mode {
        ResponseMode::Query => {
            target.query_pairs_mut().extend_pairs(&fields);
            redirect(&target)
        }
        ResponseMode::Fragment => {
            let fragment = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
            target.set_fragment(Some(&fragment));
            redirect(&target)
        }
        ResponseMode::FormPost => {
            let nonce = listener.shared.chance.text::<16>();
            let mut answer = html(StatusCode::OK, page::form_post(&target, &fields, &nonce));
            let policy = format!("{POLICY}; script-src 'nonce-{nonce}'");
            set(&mut answer, header::CONTENT_SECURITY_POLICY, &policy);
            // Nobody is asked anything here, and MSAL's hidden frame may come by.
            answer.headers_mut().remove(header::X_FRAME_OPTIONS);
            answer
        }
    }
}

fn fields(response: &AuthorizationResponse, trace: &Trace) -> Vec<(&'static str, String)> {
    let mut fields = match &response.outcome {
        Ok(granted) => {
            let mut fields = vec![("code", granted.code.clone())];
            fields.extend(granted.client_info.clone().map(|info| ("client_info", info)));
            fields.push(("session_state", granted.session_state.to_string()));
            fields
        }
        Err(refusal) => {
            let mut fields = vec![
                ("error", refusal.error.as_str().to_owned()),
                ("error_description", trace.describe(refusal)),
                ("error_uri", error_uri(refusal)),
            ];
            fields.extend(refusal.suberror.map(|suberror| ("suberror", suberror.to_owned())));
            fields
        }
    };
    fields.extend(response.state.clone().map(|state| ("state", state)));
    fields
}

fn redirect(target: &Url) -> Response {
    let mut response = StatusCode::FOUND.into_response();
    set(&mut response, header::LOCATION, target.as_str());
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

/// No `form-action`: it would also stop the redirect to the client that follows a form.
const POLICY: &str = "default-src 'none'; style-src 'self'";

fn html(status: StatusCode, page: String) -> Response {
    let mut response = (status, page).into_response();
    set(&mut response, header::CONTENT_TYPE, "text/html; charset=utf-8");
    set(&mut response, header::CONTENT_SECURITY_POLICY, POLICY);
    set(&mut response, header::X_FRAME_OPTIONS, "DENY");
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(&mut response, header::REFERRER_POLICY, "strict-origin");
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

/// The segment as it came, safe to stand in a path again: a domain, a GUID or a word, and nothing else.
fn path_segment(segment: &str) -> String {
    segment.chars().filter(|c| c.is_ascii_alphanumeric() || "-.".contains(*c)).collect()
}

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
