use serde::Deserialize;

/// The token endpoint's error, whole: the standard type of `oauth2` drops all but the first three fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct OAuthError {
    pub error: String,
    #[serde(default)]
    pub error_description: Option<String>,
    #[serde(default)]
    pub error_codes: Vec<u32>,
    #[serde(default)]
    pub suberror: Option<String>,
    /// JSON in a string: a claims challenge.
    #[serde(default)]
    pub claims: Option<String>,
    #[serde(default)]
    pub trace_id: Option<String>,
    #[serde(default)]
    pub correlation_id: Option<String>,
    #[serde(default)]
    pub timestamp: Option<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum EntraError {
    /// Entra answered, and said no.
    #[error("{}", .0.error)]
    OAuth(Box<OAuthError>),
    /// Nobody answered, or not in HTTP: refused, reset, time-out, TLS. Source text without secrets.
    #[error("{what}")]
    Unreachable { what: String, host: String },
    /// An answer that is none: wrong content, too large, a redirect.
    #[error("{what}")]
    BadAnswer { what: String },
    /// The loopback listener could not be opened or read.
    #[error("{what}")]
    Listener { what: String },
    #[error("nobody finished signing in within {} s", .0.as_secs())]
    TimedOut(std::time::Duration),
    #[error("cancelled")]
    Cancelled,
}
