//! The document that an Exchange identity token names, with the certificate that signed it.

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::Response;

use super::{Incoming, Listener, json, plain, set};

/// Servers ask for it, pages do not: no CORS.
pub async fn metadata(State(listener): State<Listener>, request: Request) -> Response {
    let incoming = match Incoming::read(&listener, request).await {
        Ok(incoming) => incoming,
        Err(response) => return *response,
    };
    match incoming.method {
        Method::GET | Method::HEAD => {
            json(StatusCode::OK, &listener.shared.tenant().exchange_metadata(&incoming.listener_origin))
        }
        _ => {
            let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "use GET\n");
            set(&mut response, header::ALLOW, "GET, HEAD");
            response
        }
    }
}
