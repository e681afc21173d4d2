//! OpenID Connect discovery and the signing keys.
//!
//! The document lists what is there: no kerberos or front-channel logout, and `code` as the only response type.

use axum::extract::{Path, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

use super::{Listener, cors, json, set};
use crate::FaultTarget;
use crate::rules::{Refusal, wrong_method};
use crate::tenant::{Segment, issuer_v1, issuer_v2};

pub async fn metadata(State(listener): State<Listener>, Path(segment): Path<String>, request: Request) -> Response {
    answer(&listener, request, |origin| document(&listener, origin, &segment, Version::V2)).await
}

/// For servers that check version 1 tokens.
pub async fn metadata_v1(State(listener): State<Listener>, Path(segment): Path<String>, request: Request) -> Response {
    answer(&listener, request, |origin| document(&listener, origin, &segment, Version::V1)).await
}

pub async fn keys(State(listener): State<Listener>, Path(segment): Path<String>, request: Request) -> Response {
    answer(&listener, request, |origin| key_set(&listener, origin, &segment, Version::V2)).await
}

pub async fn keys_v1(State(listener): State<Listener>, Path(segment): Path<String>, request: Request) -> Response {
    answer(&listener, request, |origin| key_set(&listener, origin, &segment, Version::V1)).await
}

fn key_set(listener: &Listener, origin: &str, segment: &str, version: Version) -> Result<Value, Refusal> {
    let tenant = listener.shared.tenant();
    let issuer = version.issuer(origin, tenant.segment(segment)?);
    Ok(json!({ "keys": [tenant.signer().jwk(&issuer)] }))
}

/// Of the tokens that a document is about.
#[derive(Debug, Clone, Copy)]
enum Version {
    V1,
    V2,
}

impl Version {
    /// Literal for a tenant, also that of the personal accounts. Else `{tenantid}` is to be replaced by a token's `tid`.
    fn issuer(self, origin: &str, segment: Segment) -> String {
        let tenant = segment.tenant().map_or_else(|| "{tenantid}".to_owned(), |id| id.to_string());
        match self {
            Self::V1 => issuer_v1(origin, tenant),
            Self::V2 => issuer_v2(origin, tenant),
        }
    }

    fn keys(self) -> &'static str {
        match self {
            Self::V1 => "discovery/keys",
            Self::V2 => "discovery/v2.0/keys",
        }
    }
}

async fn answer(
    listener: &Listener,
    request: Request,
    document: impl FnOnce(&str) -> Result<Value, Refusal>,
) -> Response {
    let incoming = match cors::read(listener, request).await {
        Ok(incoming) => incoming,
        Err(response) => return *response,
    };
    let document = match incoming.method {
        Method::GET | Method::HEAD => {
            let struck = listener.shared.tenant().struck(FaultTarget::Discovery, None);
            struck.and_then(|()| document(&incoming.listener_origin))
        }
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

fn document(listener: &Listener, origin: &str, segment: &str, version: Version) -> Result<Value, Refusal> {
    let tenant = listener.shared.tenant();
    let segment = tenant.segment(segment)?;
    let (name, region) = match segment {
        Segment::Tenant(id) => (id.to_string(), json!("EU")),
        Segment::Common => ("common".to_owned(), Value::Null),
        Segment::Organizations => ("organizations".to_owned(), Value::Null),
        Segment::Consumers => ("consumers".to_owned(), Value::Null),
    };
    let graph = &listener.shared.graph;
    let graph_host = graph.as_str().trim_start_matches("https://").trim_end_matches('/');
    Ok(json!({
        "token_endpoint": format!("{origin}/{name}/oauth2/v2.0/token"),
        "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt", "client_secret_basic"],
        "jwks_uri": format!("{origin}/{name}/{}", version.keys()),
        "response_modes_supported": ["query", "fragment", "form_post"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "response_types_supported": ["code"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "issuer": version.issuer(origin, segment),
        "request_uri_parameter_supported": false,
        "userinfo_endpoint": format!("{graph}oidc/userinfo"),
        "authorization_endpoint": format!("{origin}/{name}/oauth2/v2.0/authorize"),
        "device_authorization_endpoint": format!("{origin}/{name}/oauth2/v2.0/devicecode"),
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
