//! What Entra and Graph answer, as an [`AppError`]: the catalogue's words where it knows the code, else their own.

use std::time::Duration;

use entra_client::{AnswerFault, EntraError, GraphAnswer, GraphError, OAuthError};
use serde_json::Value;
use sso_core::catalogue;

use crate::AppError;

impl From<EntraError> for AppError {
    fn from(error: EntraError) -> Self {
        match error {
            EntraError::OAuth(error) => Self::from(*error),
            // An answer that is there, and wrong, is a failed check.
            EntraError::BadAnswer {
                fault: AnswerFault::IdToken | AnswerFault::Nonce | AnswerFault::RedirectIssuer,
                ..
            } => Self::failed(error.code(), error.to_string()).with_hint(error.hint()),
            _ => Self::could_not_check(error.code(), error.to_string()).with_hint(error.hint()),
        }
    }
}

impl From<OAuthError> for AppError {
    fn from(error: OAuthError) -> Self {
        let described = error.error_description.as_deref().unwrap_or_default();
        let number = catalogue::aadsts_in(described).or_else(|| error.error_codes.iter().copied().max());
        match (number, number.and_then(catalogue::aadsts)) {
            (_, Some(entry)) => {
                Self::failed(entry.code(), format!("{} {}", entry.meaning, entry.cause)).with_hint(entry.fix.join(" "))
            }
            (Some(number), None) => Self::failed(format!("AADSTS{number}"), error.to_string()).with_hint(format!(
                "this number is not in Hallpass's catalogue; https://login.microsoftonline.com/error?code={number} explains it"
            )),
            // The server's own trouble says nothing of the setup.
            (None, None) if matches!(error.error.as_str(), "temporarily_unavailable" | "server_error") => {
                Self::could_not_check(error.error.clone(), format!("the sign-in server has trouble: {error}"))
                    .with_hint("try again after a while")
            }
            (None, None) => Self::failed(error.error.clone(), format!("the sign-in server refused: {error}")),
        }
    }
}

/// The body of Graph's answer, or why there is none.
///
/// # Errors
/// Those of [`graph_error`].
pub(crate) fn graph_body(answer: GraphAnswer) -> Result<Value, AppError> {
    let (status, wait) = (answer.status, answer.retry_after);
    answer.body.map_err(|error| graph_error(status, wait, error))
}

/// Graph's refusal with its own code. 429 and 5xx say nothing of the setup; 401 and 403 point at the token and its scopes.
/// `wait`: how long Graph wants to be left alone.
pub(crate) fn graph_error(status: u16, wait: Option<Duration>, error: GraphError) -> AppError {
    let message = format!("Graph answered {status}: {}", error.message);
    match status {
        429 | 500.. => {
            let hint = match wait {
                Some(wait) => format!("try again in {} s", wait.as_secs()),
                None => "try again after a while".to_owned(),
            };
            AppError::could_not_check(error.code, message).with_hint(hint)
        }
        401 => AppError::failed(error.code, message)
            .with_hint("send the token of the On-Behalf-Of exchange, not the bootstrap token"),
        403 => AppError::failed(error.code, message)
            .with_hint("check that the token's scopes cover this call and that they were consented to"),
        _ => AppError::failed(error.code, message).with_hint("compare the call with Graph's reference"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_speaks_where_it_knows_the_code() {
        for (description, codes, code, message) in [
            (
                "AADSTS7000215: Invalid client secret provided. Trace ID: x",
                vec![7_000_215],
                "AADSTS7000215",
                "The client secret is not one of this app's.",
            ),
            (
                "AADSTS500133: Assertion is not within its valid time range.",
                vec![500_133],
                "AADSTS500133",
                "The assertion is outside its valid time.",
            ),
            (
                "AADSTS1234567: Something new.\r\nTrace ID: x",
                vec![1_234_567],
                "AADSTS1234567",
                "temporarily_unavailable: AADSTS1234567: Something new",
            ),
            ("", vec![], "temporarily_unavailable", "the sign-in server has trouble: temporarily_unavailable"),
        ] {
            let error = AppError::from(OAuthError {
                error: "temporarily_unavailable".into(),
                error_description: Some(description.into()),
                error_codes: codes,
                ..OAuthError::default()
            });
            assert_eq!(error.code, code);
            assert!(error.message.starts_with(message), "{}", error.message);
        }
    }
}
