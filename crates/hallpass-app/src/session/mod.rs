//! Tokens in the memory of one process. Faces know them by a random [`TokenHandle`]; their text leaves only towards Entra and
//! Graph. Each is wiped when it ends, at a sign-out, and with the process.

mod accounts;
mod handle;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use sso_core::Timestamp;
use sso_core::token::AccessToken;
use url::Url;

use crate::{App, AppError};

pub(crate) use accounts::forget_all;
pub use accounts::{Account, accounts};
pub(crate) use accounts::{choose, forget, keep, names, original, put_back, username_of};
pub use handle::TokenHandle;

/// The tokens of this process.
#[derive(Clone, Default)]
pub struct Session(Arc<Mutex<HashMap<TokenHandle, Held>>>);

type Tokens = Mutex<HashMap<TokenHandle, Held>>;

/// A token, and what it may be used for.
#[derive(Debug, Clone)]
pub struct Held {
    pub token: AccessToken,
    pub purpose: Purpose,
    /// Whose: [`Account::key`], or `None` for a token that somebody pasted.
    pub account: Option<String>,
    pub scopes: Vec<String>,
    /// From then on nobody takes it.
    pub ends: Timestamp,
}

/// Where a token may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// The assertion of an On-Behalf-Of exchange.
    Assertion,
    /// Calls of this Graph and no other.
    Graph(Url),
    /// An API that nothing here calls: it was signed in for, and shown.
    OtherApi,
}

impl App {
    /// Keeps a token until it ends.
    pub fn hold(&self, held: Held) -> TokenHandle {
        let handle = TokenHandle::of(self.draw());
        let left = held.ends.duration_since(self.now());
        self.session.tokens().insert(handle, held);
        self.wipe_after(Duration::try_from(left).unwrap_or_default(), handle);
        handle
    }

    /// The token behind a handle.
    ///
    /// # Errors
    /// `token-not-held`: it has ended, was signed out, or is another process's.
    pub fn held(&self, handle: TokenHandle) -> Result<Held, AppError> {
        let now = self.now();
        let mut tokens = self.session.tokens();
        tokens.retain(|_, held| now < held.ends);
        tokens.get(&handle).cloned().ok_or_else(|| {
            AppError::failed("token-not-held", "the token has ended, or its account was signed out")
                .with_hint("sign in again, or paste the token again")
        })
    }

    /// A token that nobody asks for any more is wiped all the same. Where there is no runtime the process ends before it does.
    fn wipe_after(&self, left: Duration, handle: TokenHandle) {
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        let (wait, tokens): (_, Weak<Tokens>) = ((self.wait)(left), Arc::downgrade(&self.session.0));
        runtime.spawn(async move {
            wait.await;
            if let Some(tokens) = tokens.upgrade() {
                tokens.lock().unwrap_or_else(PoisonError::into_inner).remove(&handle);
            }
        });
    }
}

impl Session {
    /// Wipes the tokens of one account, by its key.
    pub fn forget(&self, account: &str) {
        self.tokens().retain(|_, held| held.account.as_deref() != Some(account));
    }

    /// Wipes all tokens.
    pub fn clear(&self) {
        self.tokens().clear();
    }

    fn tokens(&self) -> MutexGuard<'_, HashMap<TokenHandle, Held>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Session({} tokens)", self.tokens().len())
    }
}

#[cfg(test)]
mod tests;
