//! What Entra and Graph answer, as an [`AppError`]: the catalogue's words where it knows the code, else their own.

use entra_client::{EntraError, GraphError, OAuthError};
use sso_core::catalogue;

use crate::AppError;

impl From<EntraError> for AppError {
    fn from(error: EntraError) -> Self {
        match error {
            EntraError::OAuth(error) => Self::from(*error),
            other => {
                let hint = other.hint();
                Self::could_not_check(other.code(), other.to_string()).with_hint(hint)
            }
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
            (Some(number), None) => Self::failed(format!("AADSTS{number}"), first_line(described)).with_hint(format!(
                "this number is not in Hallpass's catalogue; https://login.microsoftonline.com/error?code={number} explains it"
            )),
            (None, None) if described.is_empty() => {
                Self::failed(error.error.clone(), format!("the sign-in server refused: {}", error.error))
            }
            (None, None) => Self::failed(error.error.clone(), first_line(described)),
        }
    }
}

impl From<GraphError> for AppError {
    fn from(error: GraphError) -> Self {
        Self::failed(error.code, format!("Graph refused: {}", error.message))
            .with_hint("check that the token's scopes cover this call")
    }
}

/// Without trace id, correlation id and timestamp, which follow on lines of their own.
fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim().to_owned()
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
                "AADSTS1234567: Something new.",
            ),
            ("", vec![], "temporarily_unavailable", "the sign-in server refused: temporarily_unavailable"),
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
