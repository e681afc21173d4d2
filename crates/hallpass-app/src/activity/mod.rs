//! What was asked of Entra, Graph and Exchange, and what they answered: kept masked, for whoever has to explain it to an
//! administrator or to Microsoft's support.
//!
//! One JSON line a request, `<state>/activity/activity.jsonl`, readable by its owner alone. Secrets are taken out where the
//! requests are made (`entra_client`); nothing here has ever seen one.

mod har;
mod store;

use std::sync::Arc;

use entra_client::{Answered, EntraClient, EntraError, Traffic, Trust};
use serde::{Deserialize, Serialize};
use sso_core::Timestamp;
use ts_rs::TS;

use crate::App;

pub use har::har;
pub use store::{clear, folder, read};

/// One request with its answer, or with why there was none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ActivityEntry {
    /// When it was sent.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// What it was for, as the command is called: `sign-in`, `registration create`.
    pub purpose: String,
    pub method: String,
    pub url: String,
    pub duration_ms: u64,
    /// `None` where nothing came back.
    pub status: Option<u16>,
    /// Why there is no answer, or none that is accepted: a code.
    pub error: Option<String>,
    /// What the server calls this request, for its people to find it.
    pub correlation: Vec<Correlation>,
    pub request: Message,
    pub answer: Option<Message>,
}

impl ActivityEntry {
    /// What a token was asked for with: the last word of `grant_type`, such as `refresh_token`; `on_behalf_of` for that use
    /// of `jwt-bearer`.
    pub fn grant(&self) -> Option<String> {
        let form = url::form_urlencoded::parse(self.request.body.as_deref()?.as_bytes());
        let mut grant = None;
        for (name, value) in form {
            match &*name {
                "requested_token_use" => return Some(value.into_owned()),
                "grant_type" => grant = value.rsplit(':').next().map(str::to_owned),
                _ => {}
            }
        }
        grant
    }

    /// `error_codes` of Entra's refusal: the numbers after `AADSTS`.
    pub fn numbers(&self) -> Vec<u64> {
        let body = self.answer.as_ref().and_then(|answer| answer.body.as_deref()).unwrap_or_default();
        let body = serde_json::from_str::<serde_json::Value>(body).unwrap_or_default();
        body["error_codes"].as_array().into_iter().flatten().filter_map(serde_json::Value::as_u64).collect()
    }
}

/// `request-id`, `correlation_id` and their like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Correlation {
    pub name: String,
    pub value: String,
}

/// Headers and body, masked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Message {
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
}

impl App {
    /// The client whose requests are written down under this purpose. The only way to one.
    ///
    /// # Errors
    /// `trust-store-not-usable`.
    pub fn entra_client(&self, trust: &Trust, purpose: &'static str) -> Result<EntraClient, EntraError> {
        let app = self.clone();
        let watch = Arc::new(move |traffic: Traffic| {
            let entry = entry(app.now(), purpose, traffic);
            // What somebody does is not held up by its record.
            if let Err(error) = store::append(&app, &entry) {
                tracing::warn!(code = error.code, "the request could not be written down");
            }
        });
        Ok(EntraClient::new(trust)?.watched(watch))
    }
}

fn entry(now: Timestamp, purpose: &str, traffic: Traffic) -> ActivityEntry {
    let Traffic { method, url, request_headers, request_body, duration, answer, error } = traffic;
    let status = answer.as_ref().map(|answer| answer.status);
    let answer = answer.map(|Answered { status: _, headers, body }| Message { headers, body });
    ActivityEntry {
        at: now.checked_sub(jiff::SignedDuration::try_from(duration).unwrap_or_default()).unwrap_or(now),
        purpose: purpose.to_owned(),
        method,
        url,
        duration_ms: u64::try_from(duration.as_millis()).unwrap_or(u64::MAX),
        status,
        error,
        correlation: answer.as_ref().map(correlation).unwrap_or_default(),
        request: Message { headers: request_headers, body: request_body },
        answer,
    }
}

/// Headers first, then what Entra writes into its error.
fn correlation(answer: &Message) -> Vec<Correlation> {
    const HEADERS: [&str; 3] = ["request-id", "client-request-id", "x-ms-request-id"];
    const MEMBERS: [&str; 2] = ["trace_id", "correlation_id"];
    let of_headers = answer.headers.iter().filter(|(name, _)| HEADERS.contains(&name.as_str())).cloned();
    let body = answer.body.as_deref().and_then(|body| serde_json::from_str::<serde_json::Value>(body).ok());
    let of_body =
        MEMBERS.iter().filter_map(|name| Some(((*name).to_owned(), body.as_ref()?.get(name)?.as_str()?.to_owned())));
    of_headers.chain(of_body).map(|(name, value)| Correlation { name, value }).collect()
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    pub(crate) fn refused() -> ActivityEntry {
        let traffic = Traffic {
            method: "POST".to_owned(),
            url: "https://login.contoso.com/t/oauth2/v2.0/token".to_owned(),
            request_headers: vec![("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned())],
            request_body: Some("client_id=7&client_secret=%5Bmasked%5D".to_owned()),
            duration: std::time::Duration::from_millis(250),
            answer: Some(Answered {
                status: 401,
                headers: vec![("x-ms-request-id".to_owned(), "r-1".to_owned())],
                body: Some(r#"{"error":"invalid_client","trace_id":"t-1","correlation_id":"c-1"}"#.to_owned()),
            }),
            error: None,
        };
        entry("2026-01-15T00:00:01Z".parse().unwrap(), "obo", traffic)
    }
}

#[cfg(test)]
mod tests {
    use super::testing::refused;

    #[test]
    fn which_grant_and_which_number() {
        let mut entry = refused();
        assert_eq!((entry.grant(), entry.numbers()), (None, Vec::new()));
        for (form, grant) in [
            ("grant_type=refresh_token&client_id=7", "refresh_token"),
            ("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code", "device_code"),
            (
                "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&requested_token_use=on_behalf_of",
                "on_behalf_of",
            ),
        ] {
            entry.request.body = Some(form.to_owned());
            assert_eq!(entry.grant().as_deref(), Some(grant));
        }
        let answer = entry.answer.as_mut().unwrap();
        answer.body = Some(r#"{"error":"invalid_grant","error_codes":[65001]}"#.to_owned());
        assert_eq!(entry.numbers(), [65001]);
    }

    #[test]
    fn what_the_servers_call_a_request_is_found() {
        let entry = refused();
        assert_eq!(entry.at.to_string(), "2026-01-15T00:00:00.75Z");
        let found = entry.correlation.iter().map(|one| (one.name.as_str(), one.value.as_str())).collect::<Vec<_>>();
        assert_eq!(found, [("x-ms-request-id", "r-1"), ("trace_id", "t-1"), ("correlation_id", "c-1")]);
    }
}
