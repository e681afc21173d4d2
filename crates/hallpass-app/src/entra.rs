//! What Entra and Graph answer, as an [`AppError`]: the catalogue's words where it knows the code, else their own.

use std::time::Duration;

use entra_client::{AnswerFault, EntraError, GraphAnswer, GraphError, OAuthError};
use serde_json::Value;
use sso_core::catalogue::{Explained, entry, explained};
use sso_core::diagnose;

use crate::AppError;

impl From<EntraError> for AppError {
    fn from(error: EntraError) -> Self {
        match error {
            EntraError::OAuth(error) => Self::from(*error),
            // An answer that is there, and wrong, is a failed check.
            EntraError::BadAnswer {
                fault: AnswerFault::IdToken | AnswerFault::Nonce | AnswerFault::RedirectIssuer,
                ..
            } => Self::failed(error.code(), error.to_string()).with_hint(error.hint().unwrap_or_default()),
            _ => Self::could_not_check(error.code(), error.to_string()).with_hint(error.hint().unwrap_or_default()),
        }
    }
}

impl From<OAuthError> for AppError {
    fn from(error: OAuthError) -> Self {
        let wait = error.retry_after;
        let told = match error.number() {
            Some(number) => {
                let Explained { code, message, hint } = explained(number, &error.to_string());
                Self::failed(code, message).with_hint(hint)
            }
            // The server's own trouble says nothing of the setup.
            None if matches!(error.error.as_str(), "temporarily_unavailable" | "server_error") => {
                Self::could_not_check(error.error.clone(), format!("the sign-in server has trouble: {error}"))
                    .with_hint("try again after a while")
            }
            None => {
                let told = Self::failed(error.error.clone(), format!("the sign-in server refused: {error}"));
                match diagnose::step_for(&error.error) {
                    Some(step) => told.with_hint(step),
                    None => told,
                }
            }
        };
        // A server that asks to be left alone has not judged.
        match wait {
            Some(wait) => Self::could_not_check(told.code, told.message).with_hint(again(wait)),
            None => told,
        }
    }
}

fn again(wait: Duration) -> String {
    format!("try again in {} s", wait.as_secs())
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
                Some(wait) => again(wait),
                None => "try again after a while".to_owned(),
            };
            AppError::could_not_check(error.code, message).with_hint(hint)
        }
        // What Graph names says more than its status.
        status => match (entry(&error.code), status) {
            (Some(known), _) => {
                AppError::failed(error.code, format!("{message}: {}", known.sentences())).with_hint(known.hint())
            }
            (None, 401) => AppError::failed(error.code, message)
                .with_hint("send the token of the On-Behalf-Of exchange, not the bootstrap token"),
            (None, 403) => AppError::failed(error.code, message)
                .with_hint("check that the token's scopes cover this call and that they were consented to"),
            (None, _) => AppError::failed(error.code, message).with_hint("compare the call with Graph's reference"),
        },
    }
}

#[cfg(test)]
mod tests {
    use entra_client::GraphError;

    use super::*;
    use crate::ErrorKind;

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

    /// What a step that failed shows, wherever it failed.
    #[test]
    fn never_a_number_or_a_word_alone() {
        for (error, codes, code, message, hint) in [
            ("invalid_grant", &[65001][..], "AADSTS65001", "has not consented", "Grant admin consent"),
            ("invalid_grant", &[1_234_567], "AADSTS1234567", "invalid_grant", "not in Hallpass's catalogue"),
            ("invalid_client", &[], "invalid_client", "the sign-in server refused", "secret's Value"),
            ("server_error", &[], "server_error", "has trouble", "after a while"),
        ] {
            let error = OAuthError { error: error.into(), error_codes: codes.to_vec(), ..OAuthError::default() };
            let error = AppError::from(error);
            assert_eq!(error.code, code);
            assert!(error.message.contains(message), "{error:?}");
            assert!(error.hint.as_deref().is_some_and(|told| told.contains(hint)), "{error:?}");
        }
    }

    /// Whatever the number says: for now nobody is answered.
    #[test]
    fn how_long_to_wait_is_said() {
        for codes in [&[][..], &[90_033], &[7_000_215]] {
            let error = OAuthError {
                error: "temporarily_unavailable".into(),
                error_codes: codes.to_vec(),
                retry_after: Some(Duration::from_secs(17)),
                ..OAuthError::default()
            };
            let error = AppError::from(error);
            assert_eq!((error.kind, error.hint.as_deref()), (ErrorKind::CouldNotCheck, Some("try again in 17 s")));
        }
    }

    #[test]
    fn graph_is_explained_by_what_it_names() {
        for (status, code, message, hint) in [
            (
                401,
                "InvalidAuthenticationToken",
                "Graph answered 401: Words: Graph does not take the token",
                "Exchange the bootstrap",
            ),
            (404, "MailboxNotEnabledForRESTAPI", "no mailbox in the cloud", "licence"),
            (403, "SomethingNew", "Graph answered 403: Words", "scopes"),
            (429, "TooManyRequests", "Graph answered 429: Words", "again"),
        ] {
            let error = GraphError { code: code.to_owned(), message: "Words".to_owned(), ..GraphError::default() };
            let answer = GraphAnswer { status, request_id: None, retry_after: None, body: Err(error) };
            let error = graph_body(answer).unwrap_err();
            assert_eq!(error.code, code);
            assert!(error.message.contains(message), "{error:?}");
            assert!(error.hint.as_deref().is_some_and(|told| told.contains(hint)), "{error:?}");
        }
    }
}
