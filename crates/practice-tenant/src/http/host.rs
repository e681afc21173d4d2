//! Every request must name this listener. Else a page of any website could reach it by a name that it made to point
//! at 127.0.0.1 (DNS rebinding).

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::{Listener, plain};

const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

pub async fn guard(State(listener): State<Listener>, request: Request, next: Next) -> Response {
    let named = request.uri().authority().is_none_or(|authority| listener.is_called(authority.as_str()));
    if named && listener.host(request.headers()).is_some() {
        return next.run(request).await;
    }
    let (port, scheme) = (listener.port, listener.scheme.as_str());
    plain(
        StatusCode::MISDIRECTED_REQUEST,
        format!(
            "the Host header does not name this practice tenant\n\
             hint: use {scheme}://localhost:{port}, {scheme}://127.0.0.1:{port} or {scheme}://[::1]:{port}\n"
        ),
    )
}

impl Listener {
    /// Scheme, host and port as the client named them, without a trailing slash.
    pub fn origin(&self, headers: &HeaderMap) -> String {
        let host = self.host(headers).unwrap_or_else(|| format!("localhost:{}", self.port));
        format!("{}://{host}", self.scheme.as_str())
    }

    /// The one `Host` header, in lower case, if it names this listener.
    fn host(&self, headers: &HeaderMap) -> Option<String> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return None };
        let host = host.to_str().ok()?.to_ascii_lowercase();
        self.is_called(&host).then_some(host)
    }

    fn is_called(&self, authority: &str) -> bool {
        let authority = authority.to_ascii_lowercase();
        NAMES.iter().any(|name| match authority.strip_prefix(name) {
            Some("") => self.port == self.scheme.default_port(),
            Some(port) => port == format!(":{}", self.port),
            None => false,
        })
    }
}
