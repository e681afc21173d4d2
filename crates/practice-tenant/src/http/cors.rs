//! Pages of any origin may call discovery, keys, token and Graph: nothing there goes by a cookie.

use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::set;

/// The answer to a preflight request; `None` if it is none.
pub fn preflight(method: &Method, headers: &HeaderMap) -> Option<Response> {
    if method != Method::OPTIONS {
        return None;
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    set(&mut response, header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, OPTIONS");
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
        "Content-Length, Content-Encoding, x-ms-request-id, client-request-id, request-id, WWW-Authenticate",
    );
    response
}
