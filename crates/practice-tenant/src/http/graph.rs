//! Microsoft Graph's face: Bearer token in, Graph's error body out.

use axum::extract::{Request, State};
use axum::http::{HeaderName, Method, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};
use sso_core::GRAPH_APP_ID;

use super::{Incoming, Listener, cors, json, set};
use crate::tenant::{GraphRefusal, Profile};

/// Seconds: short, because somebody waits for the test.
const RETRY_AFTER: &str = "1";

pub async fn me(State(listener): State<Listener>, request: Request) -> Response {
    answer(&listener, request, |incoming| profile(&listener, incoming, Profile::Me)).await
}

pub async fn user_info(State(listener): State<Listener>, request: Request) -> Response {
    answer(&listener, request, |incoming| profile(&listener, incoming, Profile::UserInfo)).await
}

/// Everything else that Graph has and this tenant has not.
pub async fn unknown(State(listener): State<Listener>, request: Request) -> Response {
    answer(&listener, request, |_| {
        let message = "The practice tenant does not know this call of Microsoft Graph. It knows /v1.0/me.";
        Err(GraphRefusal::new(404, "notSupported", message))
    })
    .await
}

fn profile(listener: &Listener, incoming: &Incoming, profile: Profile) -> Result<Value, GraphRefusal> {
    if !matches!(incoming.method, Method::GET | Method::HEAD) {
        return Err(GraphRefusal::new(
            405,
            "Request_BadRequest",
            "Specified HTTP method is not allowed for the request target.",
        ));
    }
    let query = incoming.query_form();
    let query = query.map_err(|_| GraphRefusal::new(400, "BadRequest", "The query is malformed."))?;
    listener.shared.tenant().profile(profile, incoming.authorization("Bearer"), query.get("$select"))
}

async fn answer(
    listener: &Listener,
    request: Request,
    call: impl FnOnce(&Incoming) -> Result<Value, GraphRefusal>,
) -> Response {
    let incoming = match cors::read(listener, request).await {
        Ok(incoming) => incoming,
        Err(response) => return *response,
    };
    let struck = listener.shared.tenant().graph_struck();
    let mut response = match struck.and_then(|()| call(&incoming)) {
        Ok(value) => json(StatusCode::OK, &value),
        Err(refusal) => refuse(&refusal, &incoming),
    };
    if matches!(response.status(), StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
        set(&mut response, header::RETRY_AFTER, RETRY_AFTER);
    }
    let trace = &incoming.trace;
    set(&mut response, HeaderName::from_static("request-id"), &trace.trace_id.to_string());
    set(&mut response, HeaderName::from_static("client-request-id"), &trace.correlation_id.to_string());
    let diagnostic = json!({ "ServerInfo": { "DataCenter": "Practice tenant", "ScaleUnit": "000" } });
    set(&mut response, HeaderName::from_static("x-ms-ags-diagnostic"), &diagnostic.to_string());
    cors::open(response)
}

fn refuse(refusal: &GraphRefusal, incoming: &Incoming) -> Response {
    let trace = &incoming.trace;
    let body = json!({
        "error": {
            "code": refusal.code,
            "message": refusal.message,
            "innerError": {
                "date": trace.time().strftime("%Y-%m-%dT%H:%M:%S").to_string(),
                "request-id": trace.trace_id,
                "client-request-id": trace.correlation_id,
            },
        },
    });
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = json(status, &body);
    if status == StatusCode::UNAUTHORIZED {
        let challenge = format!(
            "Bearer realm=\"\", authorization_uri=\"{}/common/oauth2/v2.0/authorize\", client_id=\"{GRAPH_APP_ID}\"",
            incoming.listener_origin
        );
        set(&mut response, header::WWW_AUTHENTICATE, &challenge);
    }
    response
}
