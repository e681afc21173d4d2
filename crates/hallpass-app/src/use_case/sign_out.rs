//! Forgets who signed in: here, and in the keyring. The browser's own session stays.

use serde::Serialize;
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use crate::session::{self, Account};
use crate::vault::Vault;
use crate::{App, AppError};

/// Whom to forget.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// `None`: the only one.
    pub account: Option<String>,
    pub all: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export, rename = "SignedOut")]
pub struct Output {
    /// None: nobody was signed in.
    pub forgotten: Vec<Account>,
}

/// A browser that signed somebody in knows them still, and so does Entra.
pub const WHAT_STAYS: &str = "the browser may still be signed in: the next sign-in may ask for no password; sign out on the page \
     of an account there to end that";

/// Takes the refresh tokens out of the keyring, and wipes the tokens of this process. `locked` is called once with
/// the seconds that somebody has to unlock the keyring.
///
/// # Errors
/// `account-unknown`, `account-ambiguous`; those of the keyring: what it still has is not forgotten.
pub async fn sign_out(
    app: &App,
    input: &Input,
    locked: impl FnOnce(u64),
    cancel: &CancellationToken,
) -> Result<Output, AppError> {
    let known = session::accounts(app)?;
    let meant = match (input.all, known.is_empty()) {
        (true, _) => known,
        // Whoever is signed out already has what was asked for.
        (false, true) if input.account.is_none() => Vec::new(),
        (false, _) => vec![session::choose(&known, input.account.as_deref())?],
    };
    if meant.is_empty() {
        app.session.clear();
        return Ok(Output { forgotten: Vec::new() });
    }
    app.vault.unlocked(locked, cancel).await?;
    for account in &meant {
        Vault::unless_cancelled(cancel, app.vault.delete(&account.secret(app))).await?;
        session::forget(app, &account.key())?;
        app.session.forget(&account.key());
    }
    Ok(Output { forgotten: meant })
}
