//! What can go wrong between here and Entra. Every error has words, a hint and a stable code; none repeats a query
//! string, a token or a secret.

mod answer;
mod listener;
mod network;
mod oauth;
mod request;

use std::borrow::Cow;
use std::time::Duration;

pub use answer::AnswerFault;
pub use listener::ListenerFault;
pub(crate) use network::HostNotFound;
pub use network::NetworkFault;
pub use oauth::OAuthError;
pub use request::RequestFault;

#[derive(Debug, thiserror::Error)]
pub enum EntraError {
    /// Entra answered, and said no.
    #[error("{0}")]
    OAuth(Box<OAuthError>),
    /// Nobody answered, or not in HTTP: refused, reset, time-out, TLS.
    #[error("{what}")]
    Unreachable { what: String, host: String, fault: NetworkFault },
    /// An answer that is none: wrong content, too large, a redirect.
    #[error("{what}")]
    BadAnswer { what: String, fault: AnswerFault },
    /// Nothing was sent, because the request itself would have been wrong or unsafe.
    #[error("{what}")]
    NotSent { what: String, fault: RequestFault },
    /// The loopback listener could not be opened.
    #[error("{what}")]
    Listener { what: String, fault: ListenerFault },
    #[error("nobody finished signing in within {} s", .0.as_secs())]
    TimedOut(Duration),
    #[error("the sign-in was cancelled")]
    Cancelled,
}

impl EntraError {
    /// Stable, kebab-case; for Entra's own refusals its `error` value, as the standards write it.
    pub fn code(&self) -> &str {
        match self {
            Self::OAuth(error) => &error.error,
            Self::Unreachable { fault, .. } => fault.code(),
            Self::BadAnswer { fault, .. } => fault.code(),
            Self::NotSent { fault, .. } => fault.code(),
            Self::Listener { fault, .. } => fault.code(),
            Self::TimedOut(_) => "sign-in-timed-out",
            Self::Cancelled => "cancelled",
        }
    }

    /// What to do, without a full stop. `None` for Entra's own refusals: those the catalogue of errors explains.
    pub fn hint(&self) -> Option<Cow<'static, str>> {
        Some(match self {
            Self::OAuth(_) => return None,
            Self::Unreachable { fault, .. } => fault.hint().into(),
            Self::BadAnswer { fault, .. } => fault.hint(),
            Self::NotSent { fault, .. } => fault.hint().into(),
            Self::Listener { fault, .. } => fault.hint().into(),
            // Entra shows errors found before it trusts the redirect URI on its own page only.
            Self::TimedOut(_) => {
                "look at the browser: a wrong client ID, tenant or redirect URI (AADSTS700016, 90002, \
                50011) is shown there only and never comes back here"
                    .into()
            }
            Self::Cancelled => "start the sign-in again".into(),
        })
    }
}
