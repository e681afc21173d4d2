//! OpenID Connect discovery and the signing keys.
//!
//! The document lists what is there: no device code endpoint, kerberos or front-channel logout, and `code` as the only
//! response type, until this tenant has them.

use axum::extract::{Path, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

use super::{Incoming, Listener, cors, json, set};
use crate::rules::{Refusal, wrong_method};
use crate::tenant::Segment;

pub async fn metadata(State(listener): State<Listener>, Path(segment): Path<String>, request: Request) -> Response {
    answer(&listener, request, |origin| document(&listener, origin, &segment)).await
}

pub async fn keys(State(listener): State<Listener>, Path(segment): Path<String>, request: Request) -> Response {
    answer(&listener, request, |origin| {
        let tenant = listener.shared.tenant();
        let issuer = match tenant.segment(&segment)? {
            Segment::Tenant => tenant.issuer_v2(origin),
            Segment::Common | Segment::Organizations => issuer_template(origin),
        };
        Ok(json!({ "keys": [tenant.signer().jwk(&issuer)] }))
    })
    .await
}

/// Of every tenant alike: `{tenantid}` is to be replaced by a token's `tid`.
fn issuer_template(origin: &str) -> String {
    format!("{origin}/{{tenantid}}/v2.0")
}

async fn answer(
    listener: &Listener,
    request: Request,
    document: impl FnOnce(&str) -> Result<Value, Refusal>,
) -> Response {
    let incoming = match Incoming::read(listener, request).await {
        Ok(incoming) => incoming,
        Err(response) => return *response,
    };
    if let Some(response) = cors::preflight(&incoming.method, &incoming.headers) {
        return response;
    }
    let document = match incoming.method {
        Method::GET | Method::HEAD => document(&incoming.listener_origin),
        ref method => Err(wrong_method::refusal(&["GET", "OPTIONS"], method.as_str())),
    };
    let response = match document {
        Ok(document) => {
            let mut response = json(StatusCode::OK, &document);
            set(&mut response, header::CACHE_CONTROL, "max-age=86400, private");
            incoming.trace.mark(response)
        }
        Err(refusal) => incoming.trace.refuse(&refusal),
    };
    cors::open(response)
}

fn document(listener: &Listener, origin: &str, segment: &str) -> Result<Value, Refusal> {
    let tenant = listener.shared.tenant();
    let (name, issuer, region) = match tenant.segment(segment)? {
        Segment::Tenant => (tenant.id().to_string(), tenant.issuer_v2(origin), json!("EU")),
        Segment::Common => ("common".to_owned(), issuer_template(origin), Value::Null),
        Segment::Organizations => ("organizations".to_owned(), issuer_template(origin), Value::Null),
    };
    let graph = &listener.shared.graph;
    let graph_host = graph.as_str().trim_start_matches("https://").trim_end_matches('/');
    Ok(json!({
        "token_endpoint": format!("{origin}/{name}/oauth2/v2.0/token"),
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "jwks_uri": format!("{origin}/{name}/discovery/v2.0/keys"),
        "response_modes_supported": ["query", "fragment", "form_post"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "response_types_supported": ["code"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "issuer": issuer,
        "request_uri_parameter_supported": false,
        "userinfo_endpoint": format!("{graph}oidc/userinfo"),
        "authorization_endpoint": format!("{origin}/{name}/oauth2/v2.0/authorize"),
        "http_logout_supported": true,
        "end_session_endpoint": format!("{origin}/{name}/oauth2/v2.0/logout"),
        "claims_supported": [
            "sub", "iss", "aud", "exp", "iat", "nonce", "preferred_username", "name", "tid", "ver", "email",
        ],
        "tenant_region_scope": region,
        "cloud_instance_name": "localhost",
        "cloud_graph_host_name": graph_host,
        "msgraph_host": graph_host,
    }))
}
