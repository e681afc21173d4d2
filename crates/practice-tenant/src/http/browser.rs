//! What a browser is shown, and how it is sent back to a client.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use url::{Url, form_urlencoded};

use super::trace::error_uri;
use super::{Listener, Trace, set};
use crate::page;
use crate::rules::Refusal;
use crate::tenant::{Authorization, AuthorizationResponse, Granted, Next, ResponseMode};

pub fn show(listener: &Listener, authorization: Authorization, segment: &str, trace: &Trace) -> Response {
    let action = format!("/{}/oauth2/v2.0/authorize", path_segment(segment));
    let shown = |page: String| html(StatusCode::OK, page);
    // A page that says why it is shown again is a refusal too, to whoever looks at the status alone.
    let again = |problem: Option<&Refusal>, page: String| {
        let Some(refusal) = problem else { return shown(page) };
        trace.note(refusal);
        html(StatusCode::BAD_REQUEST, page)
    };
    let response = match authorization.next {
        Next::SignIn(view) => {
            let problem = view.unknown.as_ref().map(|unknown| &unknown.refusal);
            again(problem, page::sign_in(&view, &action))
        }
        Next::ConfirmDevice(view) => shown(page::confirm_device(&view, &action)),
        Next::Prove { view, how } => shown(page::prove(&view, how, &action)),
        Next::Consent(view) => shown(page::consent(&view, &action)),
        Next::UserCode { problem } => {
            again(problem.as_ref(), page::user_code(problem.as_ref(), segment_action(segment).as_str()))
        }
        Next::DeviceDone { application, signed_in } => shown(page::device_done(&application, signed_in)),
        Next::Refused(refusal) => {
            trace.note(&refusal);
            html(StatusCode::BAD_REQUEST, page::refused(&refusal, trace))
        }
        Next::NeedsAdmin { refusal, transaction } => {
            trace.note(&refusal);
            html(StatusCode::BAD_REQUEST, page::needs_admin(&refusal, &transaction, trace, &action))
        }
        Next::Respond(response) => respond(listener, *response, trace),
    };
    listener.with_session(trace.mark(response), authorization.new_session.as_deref())
}

pub fn refused(refusal: &Refusal, trace: &Trace) -> Response {
    trace.note(refusal);
    trace.mark(html(StatusCode::BAD_REQUEST, page::refused(refusal, trace)))
}

/// Where the page posts that takes the code of another device.
fn segment_action(segment: &str) -> String {
    format!("/{}/oauth2/deviceauth", path_segment(segment))
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
        Ok(Granted::Code { code, client_info, session_state }) => {
            let mut fields = vec![("code", code.clone())];
            fields.extend(client_info.clone().map(|info| ("client_info", info)));
            fields.push(("session_state", session_state.to_string()));
            fields
        }
        Ok(Granted::AdminConsent { tenant, scope }) => {
            let scope = scope.as_ref().map(|scope| ("scope", scope.clone()));
            [("tenant", tenant.to_string())].into_iter().chain(scope).collect()
        }
        Err(refusal) => {
            let mut fields = vec![
                ("error", refusal.error.as_str().to_owned()),
                ("error_description", trace.describe(refusal)),
                ("error_uri", error_uri(refusal)),
            ];
            fields.extend(refusal.suberror.map(|suberror| ("suberror", suberror.to_owned())));
            fields.extend(refusal.claims.clone().map(|claims| ("claims", claims)));
            fields
        }
    };
    fields.extend(response.is_admin_consent.then(|| ("admin_consent", "True".to_owned())));
    fields.extend(response.state.clone().map(|state| ("state", state)));
    fields
}

pub fn redirect(target: &Url) -> Response {
    let mut response = StatusCode::FOUND.into_response();
    set(&mut response, header::LOCATION, target.as_str());
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

/// No `form-action`: it would also stop the redirect to the client that follows a form.
const POLICY: &str = "default-src 'none'; style-src 'self'";

pub fn html(status: StatusCode, page: String) -> Response {
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
