//! Graph's error: code and words by workload, with what goes beside them.

use std::time::Duration;

/// Graph's `error.code` and `error.message`, with the HTTP status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphRefusal {
    pub status: u16,
    pub code: &'static str,
    pub message: String,
    /// `error.details`: which property, and why.
    pub detail: Option<Detail>,
    /// `Retry-After`
    pub retry_after: Option<Duration>,
}

/// An entry of `error.details`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    pub code: &'static str,
    pub target: String,
}

impl GraphRefusal {
    pub fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), detail: None, retry_after: None }
    }

    /// 401 with the words behind "why".
    pub fn token(message: impl Into<String>) -> Self {
        Self::new(401, "InvalidAuthenticationToken", message)
    }

    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(400, "Request_BadRequest", message)
    }

    /// A query that Graph's front refuses before any workload sees it.
    pub fn bad_query(message: impl Into<String>) -> Self {
        Self::new(400, "BadRequest", message)
    }

    pub fn not_found(id: &str) -> Self {
        let message =
            format!("Resource '{id}' does not exist or one of its queried reference-property objects are not present.");
        Self::new(404, "Request_ResourceNotFound", message)
    }

    pub fn wrong_method() -> Self {
        Self::new(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
    }

    /// What Graph has and this tenant has not, and what neither has: Graph refuses an unknown segment by 400 too. The
    /// words are not Graph's, so that nobody looks for the fault in their own request.
    pub fn not_supported(what: &str) -> Self {
        Self::new(400, "notSupported", format!("The practice tenant does not know {what}."))
    }

    /// What the directory says where the right is lacking.
    pub fn denied() -> Self {
        Self::new(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
    }

    pub fn invalid_value(property: &str, resource: &str) -> Self {
        Self::bad_request(format!("Invalid value specified for property '{property}' of resource '{resource}'."))
    }

    /// With the property that is at fault.
    pub fn about(self, code: &'static str, target: impl Into<String>) -> Self {
        Self { detail: Some(Detail { code, target: target.into() }), ..self }
    }
}
