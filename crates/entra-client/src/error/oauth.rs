use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sso_core::{catalogue, diagnose};

/// The token endpoint's error, whole: the standard type of `oauth2` drops all but the first three fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Wire")]
pub struct OAuthError {
    pub error: String,
    pub error_description: Option<String>,
    /// `AADSTS` numbers; read from the description where the answer has none of its own, as on a redirect.
    pub error_codes: Vec<u32>,
    /// Also `error_subcode`, as the redirect from a consumer page calls it.
    pub suberror: Option<String>,
    /// JSON in a string: a claims challenge.
    pub claims: Option<String>,
    /// This and the next two are read from the description too.
    pub trace_id: Option<String>,
    pub correlation_id: Option<String>,
    pub timestamp: Option<String>,
    /// How long the server wants to be left alone (429, 503): of a header, not of the body.
    #[serde(skip)]
    pub retry_after: Option<Duration>,
}

/// As it comes: everything but `error` may be absent or of another type.
#[derive(Deserialize)]
struct Wire {
    error: String,
    #[serde(default)]
    error_description: Value,
    #[serde(default)]
    error_codes: Value,
    #[serde(default)]
    suberror: Value,
    #[serde(default)]
    claims: Value,
    #[serde(default)]
    trace_id: Value,
    #[serde(default)]
    correlation_id: Value,
    #[serde(default)]
    timestamp: Value,
}

impl From<Wire> for OAuthError {
    fn from(wire: Wire) -> Self {
        let text = |value: Value| match value {
            Value::String(text) if !text.is_empty() => Some(text),
            _ => None,
        };
        let codes = wire.error_codes.as_array().into_iter().flatten();
        Self {
            error: wire.error,
            error_description: text(wire.error_description),
            error_codes: codes.filter_map(|code| u32::try_from(code.as_u64()?).ok()).collect(),
            suberror: text(wire.suberror),
            claims: text(wire.claims),
            trace_id: text(wire.trace_id),
            correlation_id: text(wire.correlation_id),
            timestamp: text(wire.timestamp),
            retry_after: None,
        }
        .completed_by_description()
    }
}

impl OAuthError {
    /// Number, IDs and time, where the answer has no fields of its own for them.
    pub(crate) fn completed_by_description(mut self) -> Self {
        let Some(description) = &self.error_description else { return self };
        if self.error_codes.is_empty() {
            self.error_codes = catalogue::aadsts_in(description).into_iter().collect();
        }
        for (name, value) in diagnose::traces_in(description) {
            let field = match name {
                "trace_id" => &mut self.trace_id,
                "correlation_id" => &mut self.correlation_id,
                _ => &mut self.timestamp,
            };
            field.get_or_insert(value);
        }
        self
    }

    /// Entra's number for what went wrong: that of its sentence, which begins with it, else the longest of the answer.
    pub fn number(&self) -> Option<u32> {
        let described = self.error_description.as_deref().and_then(catalogue::aadsts_in);
        described.or_else(|| self.error_codes.iter().copied().max())
    }
}

/// `invalid_client: AADSTS7000215: …`, without the lines of trace ID, correlation ID and timestamp.
impl fmt::Display for OAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.error)?;
        let Some(description) = &self.error_description else { return Ok(()) };
        let line = description.lines().next().unwrap_or_default();
        let end = line.find(" Trace ID:").unwrap_or(line.len());
        write!(f, ": {}", line[..end].trim_end_matches('.'))
    }
}

impl std::error::Error for OAuthError {}

impl oauth2::ErrorResponse for OAuthError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_fields() {
        let text = r#"{"error":"interaction_required",
            "error_description":"AADSTS50079: Due to a configuration change.\r\nTrace ID: t\r\nCorrelation ID: c",
            "error_codes":[50079, 50076],"timestamp":"2016-01-09 02:02:12Z","trace_id":"t","correlation_id":"c",
            "suberror":"basic_action","claims":"{\"access_token\":{}}","error_uri":"https://x"}"#;
        let error: OAuthError = serde_json::from_str(text).unwrap();
        assert_eq!(
            error,
            OAuthError {
                error: "interaction_required".into(),
                error_description: Some(
                    "AADSTS50079: Due to a configuration change.\r\nTrace ID: t\r\nCorrelation ID: c".into()
                ),
                error_codes: vec![50_079, 50_076],
                suberror: Some("basic_action".into()),
                claims: Some("{\"access_token\":{}}".into()),
                trace_id: Some("t".into()),
                correlation_id: Some("c".into()),
                timestamp: Some("2016-01-09 02:02:12Z".into()),
                retry_after: None,
            }
        );
        assert_eq!(error.to_string(), "interaction_required: AADSTS50079: Due to a configuration change");
    }

    /// A redirect has no fields for them.
    #[test]
    fn ids_of_the_description() {
        let (trace, correlation) = ("0c1d2e3f-1111-4222-8333-444455556666", "9a8b7c6d-1111-4222-8333-444455556666");
        let description = format!(
            "AADSTS65004: User declined. Trace ID: {trace}\r\nCorrelation ID: {correlation}\r\nTimestamp: 2016-01-09 02:02:12Z"
        );
        let error = OAuthError { error_description: Some(description), ..OAuthError::default() };
        let told = error.clone().completed_by_description();
        assert_eq!((told.error_codes.as_slice(), told.trace_id.as_deref()), (&[65_004][..], Some(trace)));
        assert_eq!(told.correlation_id.as_deref(), Some(correlation));
        assert_eq!(told.timestamp.as_deref(), Some("2016-01-09 02:02:12Z"));
        let own = OAuthError { trace_id: Some("own".into()), ..error }.completed_by_description();
        assert_eq!(own.trace_id.as_deref(), Some("own"));
    }

    #[test]
    fn what_others_leave_out() {
        for (text, codes, shown) in [
            (r#"{"error":"invalid_grant"}"#, &[][..], "invalid_grant"),
            (
                r#"{"error":"invalid_client",
                    "error_description":"AADSTS7000215: Invalid client secret. Trace ID: 1 Correlation ID: 2"}"#,
                &[7_000_215],
                "invalid_client: AADSTS7000215: Invalid client secret",
            ),
            (r#"{"error":"a","error_codes":null,"claims":{},"suberror":""}"#, &[], "a"),
            (r#"{"error":"a","error_codes":["1",2,-3,5000000000]}"#, &[2], "a"),
        ] {
            let error: OAuthError = serde_json::from_str(text).unwrap();
            assert_eq!((error.error_codes.as_slice(), error.to_string().as_str()), (codes, shown), "{text}");
            assert_eq!((error.claims, error.suberror), (None, None), "{text}");
        }
        for text in [r#"{}"#, r#"{"error":7}"#, r#"{"error":{"code":"x"}}"#, "[]"] {
            assert!(serde_json::from_str::<OAuthError>(text).is_err(), "{text}");
        }
    }
}
