use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use serde_json::json;
use url::form_urlencoded;
use uuid::Uuid;

use super::{Listener, Note, json, set};
use crate::rules::Refusal;

/// By what an administrator would find this request in the sign-in log.
#[derive(Debug, Clone)]
pub struct Trace {
    pub trace_id: Uuid,
    /// As the client chose it, or drawn.
    pub correlation_id: Uuid,
    at: Timestamp,
    /// The client asked to have its ID back.
    echo: bool,
    note: Note,
}

const CLIENT_REQUEST_ID: &str = "client-request-id";

impl Trace {
    /// MSAL for browsers puts its ID into the query of a POST, others into a header.
    pub fn of(listener: &Listener, headers: &HeaderMap, query: &str, note: Note) -> Self {
        let shared = &listener.shared;
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let in_query = || form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == CLIENT_REQUEST_ID);
        let sent = header(CLIENT_REQUEST_ID)
            .and_then(|id| Uuid::try_parse(id).ok())
            .or_else(|| in_query().and_then(|(_, id)| Uuid::try_parse(&id).ok()));
        let correlation_id = sent.unwrap_or_else(|| shared.chance.guid());
        note.correlate(correlation_id);
        Self {
            trace_id: shared.chance.guid(),
            correlation_id,
            note,
            at: (shared.clock)(),
            echo: header("return-client-request-id") == Some("true"),
        }
    }

    /// `2016-01-09 02:02:12Z`
    pub fn timestamp(&self) -> String {
        self.at.strftime("%Y-%m-%d %H:%M:%SZ").to_string()
    }

    /// `error_description`: number, words, and the trace behind them.
    pub fn describe(&self, refusal: &Refusal) -> String {
        self.note(refusal);
        format!(
            "AADSTS{}: {} Trace ID: {} Correlation ID: {} Timestamp: {}",
            refusal.code,
            refusal.text,
            self.trace_id,
            self.correlation_id,
            self.timestamp()
        )
    }

    /// The error body of Entra's endpoints.
    pub fn refuse(&self, refusal: &Refusal) -> Response {
        let mut body = json!({
            "error": refusal.error.as_str(),
            "error_description": self.describe(refusal),
            "error_codes": [refusal.code],
            "timestamp": self.timestamp(),
            "trace_id": self.trace_id,
            "correlation_id": self.correlation_id,
            "error_uri": error_uri(refusal),
        });
        if let Some(suberror) = refusal.suberror {
            body["suberror"] = suberror.into();
        }
        if let Some(claims) = &refusal.claims {
            body["claims"] = claims.as_str().into();
        }
        let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::BAD_REQUEST);
        self.mark(json(status, &body))
    }

    /// Puts the IDs into the headers, as Entra does with every answer.
    pub fn mark(&self, mut response: Response) -> Response {
        set(&mut response, HeaderName::from_static("x-ms-request-id"), &self.trace_id.to_string());
        if self.echo {
            let name = HeaderName::from_static(CLIENT_REQUEST_ID);
            set(&mut response, name, &self.correlation_id.to_string());
        }
        response
    }

    /// For the activity: this request was refused.
    pub fn note(&self, refusal: &Refusal) {
        self.note.refused(refusal.code);
    }

    pub fn time(&self) -> Timestamp {
        self.at
    }
}

/// Microsoft's page that explains any number. Only a person who opens it leaves this machine.
pub fn error_uri(refusal: &Refusal) -> String {
    format!("https://login.microsoftonline.com/error?code={}", refusal.code)
}
