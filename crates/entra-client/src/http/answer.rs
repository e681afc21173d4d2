use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use serde::de::DeserializeOwned;

use crate::{AnswerFault, EntraError, OAuthError};

/// An answer that was read whole.
pub(crate) struct Answer {
    pub(crate) host: String,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The answer, if it says 200. Otherwise Entra's error where the body has one, else what the status says.
    pub(crate) fn into_success(self) -> Result<Self, EntraError> {
        if self.status == StatusCode::OK {
            return Ok(self);
        }
        if let Ok(error) = serde_json::from_slice::<OAuthError>(&self.body) {
            let error = OAuthError { retry_after: self.retry_after(), ..error };
            return Err(EntraError::OAuth(Box::new(error)));
        }
        let (host, status) = (&self.host, self.status.as_u16());
        Err(match status {
            429 => {
                let fault = AnswerFault::Throttled { retry_after: self.retry_after() };
                EntraError::answer(fault, format!("{host} takes no more requests for now (429)"))
            }
            500.. => {
                let fault = AnswerFault::ServerError { retry_after: self.retry_after() };
                EntraError::answer(fault, format!("{host} has a fault of its own ({status})"))
            }
            _ => EntraError::answer(AnswerFault::Status, format!("{host} answered {status}, and not as Entra does")),
        })
    }

    /// `what` names the content for a person, such as `metadata`. The parser's own words could repeat the body.
    pub(crate) fn json<T: DeserializeOwned>(&self, what: &str) -> Result<T, EntraError> {
        serde_json::from_slice(&self.body).map_err(|error| {
            let what = match error.classify() {
                serde_json::error::Category::Data => format!("{} answered JSON that is no {what}", self.host),
                serde_json::error::Category::Eof => format!("the {what} of {} breaks off in the middle", self.host),
                _ => format!("{} answered something that is no JSON instead of its {what}", self.host),
            };
            EntraError::answer(AnswerFault::NotJson, what)
        })
    }

    /// Seconds, as Entra and Graph write it, or a date, as gateways before them may (RFC 9110 §10.2.3): counted from the
    /// answer's own `Date`, whatever this machine's clock says.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let text = |name| Some(self.headers.get(name)?.to_str().ok()?.trim());
        let after = text(RETRY_AFTER)?;
        if let Ok(seconds) = after.parse::<u32>() {
            return Some(Duration::from_secs(seconds.into()));
        }
        let date = |text| Some(jiff::fmt::rfc2822::parse(text).ok()?.timestamp());
        let wait = date(after)?.duration_since(date(text(DATE)?)?);
        Some(Duration::try_from(wait).unwrap_or_default())
    }
}
