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

/// Wipes the tokens of this process, then takes the refresh tokens out of the keyring. `locked` is called once with the seconds
/// that somebody has to unlock it.
///
/// # Errors
/// `account-unknown`, `account-ambiguous`, `accounts-not-readable`; those of the keyring. What it still has is noted still, so
/// the next sign-out finds it; the tokens of this process are wiped in any case.
pub async fn sign_out(
    app: &App,
    input: &Input,
    locked: impl FnOnce(u64),
    cancel: &CancellationToken,
) -> Result<Output, AppError> {
    // Whose tokens are whose cannot be told without the accounts.
    let known = session::accounts(app).inspect_err(|_| app.session.clear())?;
    let meant = match (input.all, known.is_empty()) {
        (true, _) => known,
        // Whoever is signed out already has what was asked for.
        (false, true) if input.account.is_none() => Vec::new(),
        (false, _) => {
            vec![session::choose(&known, input.account.as_deref()).map_err(|error| match error.code.as_str() {
                // Whoever wants to sign somebody out is not told how to sign them in.
                "account-unknown" => error.with_hint(format!("choose among {}", session::names(&known))),
                _ => error,
            })?]
        }
    };
    // What is pasted is nobody's.
    if input.all || meant.is_empty() {
        app.session.clear();
    }
    meant.iter().for_each(|account| app.session.forget(&account.key()));
    if meant.is_empty() {
        return Ok(Output { forgotten: Vec::new() });
    }
    app.vault.unlocked(locked, cancel).await?;
    for account in &meant {
        for entry in account.secrets(app) {
            Vault::unless_cancelled(cancel, app.vault.delete(&entry)).await?;
        }
        // Last: the note is what leads to the entries.
        session::forget(app, &account.key())?;
    }
    Ok(Output { forgotten: meant })
}
