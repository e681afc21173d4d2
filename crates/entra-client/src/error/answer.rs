use std::borrow::Cow;
use std::time::Duration;

use super::EntraError;

/// Why an answer is none that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnswerFault {
    /// Redirects are never followed: they could carry a token to another host.
    Redirect,
    TooLarge,
    NotJson,
    /// 5xx; how long to wait, where the server said so.
    ServerError {
        retry_after: Option<Duration>,
    },
    /// 429; how long to wait, where the server said so.
    Throttled {
        retry_after: Option<Duration>,
    },
    /// Another status that has no meaning here.
    Status,
    /// The metadata's issuer is not the authority that was asked.
    Issuer,
    /// An endpoint of the metadata is on another origin.
    ForeignEndpoint,
    NoKeys,
    /// What answers in the place of an Exchange server's metadata is none.
    ExchangeMetadata,
    /// A field of the token response is missing or of another type.
    Incomplete,
    NotBearer,
    /// The ID token is no JWT, or another app's or issuer's.
    IdToken,
    /// The ID token answers another sign-in.
    Nonce,
    /// The redirect names another issuer, or none where one was promised (RFC 9207).
    RedirectIssuer,
    /// The redirect has neither code nor error.
    RedirectWithoutCode,
}

impl AnswerFault {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Redirect => "answer-is-redirect",
            Self::TooLarge => "answer-too-large",
            Self::NotJson => "answer-not-json",
            Self::ServerError { .. } => "server-error",
            Self::Throttled { .. } => "throttled",
            Self::Status => "unexpected-status",
            Self::Issuer => "metadata-issuer-mismatch",
            Self::ForeignEndpoint => "metadata-foreign-endpoint",
            Self::NoKeys => "no-signing-keys",
            Self::ExchangeMetadata => "exchange-metadata-not-usable",
            Self::Incomplete => "token-response-incomplete",
            Self::NotBearer => "token-type-not-bearer",
            Self::IdToken => "id-token-not-accepted",
            Self::Nonce => "nonce-mismatch",
            Self::RedirectIssuer => "redirect-issuer-mismatch",
            Self::RedirectWithoutCode => "redirect-without-code",
        }
    }

    pub(super) fn hint(self) -> Cow<'static, str> {
        match self {
            Self::Throttled { retry_after: Some(wait) } | Self::ServerError { retry_after: Some(wait) } => {
                format!("wait {} s, then try again", wait.as_secs()).into()
            }
            Self::Throttled { retry_after: None } => "wait a minute, then try again".into(),
            Self::ServerError { retry_after: None } => "try again in a minute".into(),
            Self::Redirect | Self::NotJson | Self::Status | Self::TooLarge => {
                "check the authority's address; a proxy or a captive portal may have answered in its place".into()
            }
            Self::Issuer | Self::ForeignEndpoint => {
                "check the authority's address; nothing is sent to endpoints that do not belong to it".into()
            }
            Self::NoKeys | Self::Incomplete | Self::NotBearer => {
                "the server does not behave as Entra does: check the address".into()
            }
            Self::ExchangeMetadata => {
                "open the address in a browser: an Exchange server answers JSON there, without a sign-in".into()
            }
            Self::IdToken | Self::Nonce | Self::RedirectIssuer => {
                "do not use these tokens: close other sign-in pages and sign in again".into()
            }
            Self::RedirectWithoutCode => "sign in again".into(),
        }
    }
}

impl EntraError {
    pub(crate) fn answer(fault: AnswerFault, what: impl Into<String>) -> Self {
        Self::BadAnswer { what: what.into(), fault }
    }
}
