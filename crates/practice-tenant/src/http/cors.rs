//! Pages of any origin may call discovery, keys, token and Graph: nothing there goes by a cookie.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::{Incoming, Listener, set};

/// A request that pages may send. `Err` is the answer where no handler is needed: to a preflight request, and to what is
/// too long to read.
pub async fn read(listener: &Listener, request: Request) -> Result<Incoming, Box<Response>> {
    let incoming = Incoming::read(listener, request).await?;
    match preflight(&incoming.method, &incoming.headers) {
        Some(response) => Err(Box::new(response)),
        None => Ok(incoming),
    }
}

fn preflight(method: &Method, headers: &HeaderMap) -> Option<Response> {
    if method != Method::OPTIONS {
        return None;
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    set(&mut response, header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PATCH, DELETE, OPTIONS");
    set(&mut response, header::ACCESS_CONTROL_MAX_AGE, "86400");
    // `*` would not cover Authorization.
    if let Some(asked) = headers.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_HEADERS, asked.clone());
    }
    Some(open(response))
}

pub fn open(mut response: Response) -> Response {
    set(&mut response, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    set(
        &mut response,
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        "Content-Length, Content-Encoding, x-ms-request-id, client-request-id, request-id, Retry-After, WWW-Authenticate",
    );
    response
}
