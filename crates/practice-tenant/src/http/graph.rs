//! Microsoft Graph's face: Bearer token in, Graph's error body out.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, Method, StatusCode, header};
use axum::response::Response;
use serde_json::json;
use sso_core::GRAPH_APP_ID;

use super::{Incoming, Listener, cors, json, set};
use crate::tenant::{GraphBody, GraphRefusal, GraphReply, GraphRequest, Verb};

pub async fn call(State(listener): State<Listener>, request: Request) -> Response {
    let path = request.uri().path().trim_start_matches("/v1.0/").to_owned();
    answer(&listener, request, |incoming| {
        let query = incoming.query_form();
        let query = query.map_err(|_| GraphRefusal::bad_query("The query is malformed."))?;
        listener.shared.tenant().graph(&GraphRequest {
            verb: verb(&incoming.method),
            path: &path,
            query: &query,
            bearer: incoming.authorization("Bearer"),
            content_type: incoming.header(header::CONTENT_TYPE),
            body: &incoming.body,
            origin: &incoming.listener_origin,
        })
    })
    .await
}

pub async fn user_info(State(listener): State<Listener>, request: Request) -> Response {
    answer(&listener, request, |incoming| match verb(&incoming.method) {
        Verb::Get => {
            let claims = listener.shared.tenant().user_info(incoming.authorization("Bearer"))?;
            Ok(GraphReply { status: 200, body: GraphBody::Json(claims) })
        }
        _ => Err(GraphRefusal::wrong_method()),
    })
    .await
}

pub async fn beta(State(listener): State<Listener>, request: Request) -> Response {
    answer(&listener, request, |_| Err(GraphRefusal::not_supported("the beta version of Microsoft Graph, only v1.0")))
        .await
}

fn verb(method: &Method) -> Verb {
    match *method {
        Method::GET | Method::HEAD => Verb::Get,
        Method::POST => Verb::Post,
        Method::PATCH => Verb::Patch,
        Method::DELETE => Verb::Delete,
        _ => Verb::Other,
    }
}

async fn answer(
    listener: &Listener,
    request: Request,
    call: impl FnOnce(&Incoming) -> Result<GraphReply, GraphRefusal>,
) -> Response {
    let incoming = match cors::read(listener, request).await {
        Ok(incoming) => incoming,
        Err(response) => return *response,
    };
    let struck = listener.shared.tenant().graph_struck();
    let mut response = match struck.and_then(|()| call(&incoming)) {
        Ok(reply) => reply_of(reply),
        Err(refusal) => refuse(&refusal, &incoming),
    };
    let trace = &incoming.trace;
    set(&mut response, HeaderName::from_static("request-id"), &trace.trace_id.to_string());
    set(&mut response, HeaderName::from_static("client-request-id"), &trace.correlation_id.to_string());
    let diagnostic = json!({ "ServerInfo": { "DataCenter": "Practice tenant", "ScaleUnit": "000" } });
    set(&mut response, HeaderName::from_static("x-ms-ags-diagnostic"), &diagnostic.to_string());
    cors::open(response)
}

fn reply_of(reply: GraphReply) -> Response {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK);
    match reply.body {
        GraphBody::Json(value) => json(status, &value),
        GraphBody::Jpeg(bytes) => {
            let mut response = Response::new(Body::from(bytes));
            set(&mut response, header::CONTENT_TYPE, "image/jpeg");
            set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
            response
        }
        GraphBody::Nothing => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = status;
            response
        }
    }
}

fn refuse(refusal: &GraphRefusal, incoming: &Incoming) -> Response {
    let trace = &incoming.trace;
    let mut body = json!({
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
    if let Some(detail) = &refusal.detail {
        body["error"]["details"] =
            json!([{ "code": detail.code, "target": detail.target, "message": refusal.message }]);
    }
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = json(status, &body);
    if status == StatusCode::UNAUTHORIZED {
        let challenge = format!(
            "Bearer realm=\"\", authorization_uri=\"{}/common/oauth2/v2.0/authorize\", client_id=\"{GRAPH_APP_ID}\"",
            incoming.listener_origin
        );
        set(&mut response, header::WWW_AUTHENTICATE, &challenge);
    }
    if let Some(wait) = refusal.retry_after {
        set(&mut response, header::RETRY_AFTER, &wait.as_secs().to_string());
    }
    response
}
