use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::Response;

use super::{Listener, Note, Trace, plain};
use crate::rules::Refusal;
use crate::tenant::Form;

/// No request of an OAuth client comes near this.
const MOST_BYTES: usize = 64 * 1024;

/// A request as the handlers need it.
pub struct Incoming {
    pub method: Method,
    pub headers: HeaderMap,
    pub query: String,
    pub body: Bytes,
    pub trace: Trace,
    /// The listener as the client named it.
    pub listener_origin: String,
}

impl Incoming {
    /// Reads the body up to its limits. `Err` is the answer to what is longer, or too slow.
    pub async fn read(listener: &Listener, request: Request) -> Result<Self, Box<Response>> {
        let (parts, body) = request.into_parts();
        let refused = |status, text| Box::new(plain(status, text));
        let body = axum::body::to_bytes(body, MOST_BYTES);
        let body = tokio::time::timeout(listener.shared.limits.body, body)
            .await
            .map_err(|_| refused(StatusCode::REQUEST_TIMEOUT, "the body did not come in time\n"))?
            .map_err(|_| refused(StatusCode::PAYLOAD_TOO_LARGE, "the body is longer than 64 KB, or broke off\n"))?;
        let note = parts.extensions.get::<Note>().cloned().unwrap_or_default();
        note.read_form(&body);
        let query = parts.uri.query().unwrap_or_default().to_owned();
        Ok(Self {
            trace: Trace::of(listener, &parts.headers, &query, note),
            listener_origin: listener.origin(&parts.headers),
            method: parts.method,
            headers: parts.headers,
            query,
            body,
        })
    }

    pub fn query_form(&self) -> Result<Form, Refusal> {
        Form::parse(self.query.as_bytes())
    }

    /// A body of another type has no parameters, as Entra sees it.
    pub fn body_form(&self) -> Result<Form, Refusal> {
        let content_type = self.header(header::CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
        match content_type.split(';').next().map(str::trim) {
            Some("application/x-www-form-urlencoded") => Form::parse(&self.body),
            _ => Ok(Form::default()),
        }
    }

    pub fn header(&self, name: header::HeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// What stands behind the scheme in `Authorization`; the scheme's case does not matter (RFC 9110 §11.1).
    pub fn authorization(&self, scheme: &str) -> Option<&str> {
        let (sent, value) = self.header(header::AUTHORIZATION)?.split_once(' ')?;
        sent.eq_ignore_ascii_case(scheme).then(|| value.trim())
    }
}
