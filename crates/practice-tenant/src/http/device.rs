//! The device authorization grant: the endpoint for the program, and the page for the person.

use axum::extract::{Path, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

use super::authorize::{check_length, form_of};
use super::browser::{refused, show};
use super::{Incoming, Listener, cors, json, plain};
use crate::rules::{Refusal, wrong_method};
use crate::tenant::{Asked, Authorization, DeviceAuthorization, Next};

pub async fn device_authorization(
    State(listener): State<Listener>,
    Path(segment): Path<String>,
    request: Request,
) -> Response {
    let incoming = match cors::read(&listener, request).await {
        Ok(incoming) => incoming,
        Err(response) => return *response,
    };
    let answer = ask(&listener, &segment, &incoming);
    cors::open(match answer {
        Ok(body) => incoming.trace.mark(json(StatusCode::OK, &body)),
        Err(refusal) => incoming.trace.refuse(&refusal),
    })
}

fn ask(listener: &Listener, segment: &str, incoming: &Incoming) -> Result<Value, Refusal> {
    if incoming.method != Method::POST {
        return Err(wrong_method::refusal(&["POST"], incoming.method.as_str()));
    }
    check_length(incoming)?;
    let form = incoming.body_form()?;
    let asked = Asked { origin: &incoming.listener_origin, segment };
    let given = listener.shared.tenant().device_authorization(asked, &form)?;
    Ok(body(&given, &incoming.listener_origin))
}

fn body(given: &DeviceAuthorization, origin: &str) -> Value {
    // The code says for which tenant and app it is, so one short address does for all.
    let verification_uri = format!("{origin}/common/oauth2/deviceauth");
    let message = format!(
        "To sign in, use a web browser to open the page {verification_uri} and enter the code {} to authenticate.",
        given.user_code
    );
    json!({
        "user_code": given.user_code,
        "device_code": given.device_code,
        "verification_uri": verification_uri,
        "expires_in": given.expires_in,
        "interval": given.interval,
        "message": message,
    })
}

/// What a program that plays the browser may rely on: the page's form posts `otc`, the user code, to the same path. What
/// comes then is described at the authorization endpoint.
pub async fn page(State(listener): State<Listener>, Path(segment): Path<String>, request: Request) -> Response {
    let incoming = match Incoming::read(&listener, request).await {
        Ok(incoming) => incoming,
        Err(response) => return *response,
    };
    let form = match form_of(&incoming).and_then(|form| listener.shared.tenant().segment(&segment).map(|_| form)) {
        Ok(form) => form,
        Err(refusal) => return refused(&refusal, &incoming.trace),
    };
    let typed = (incoming.method == Method::POST).then(|| form.get("otc").unwrap_or_default());
    let authorization = match typed {
        None => Authorization { next: Next::UserCode { problem: None }, new_session: None },
        Some(_) if incoming.header(header::ORIGIN).is_some_and(|origin| origin != incoming.listener_origin) => {
            return plain(StatusCode::FORBIDDEN, "this form was sent by a page of another origin\n");
        }
        Some(user_code) => {
            let session = listener.session(&incoming.headers);
            listener.shared.tenant().enter_user_code(user_code, session.as_deref())
        }
    };
    show(&listener, authorization, &segment, &incoming.trace)
}
