//! Who signed in, and for which app: `<state>/accounts/<profile>.json`, 0600. The refresh tokens are in the keyring, under
//! the names that [`Account::key`] gives; here stands no secret.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use sso_core::token::RefreshToken;
use sso_core::{ClientId, Cloud, TenantId, Timestamp};
use ts_rs::TS;
use uuid::Uuid;

use crate::files::{self, Turn};
use crate::vault::{Kept, SecretName};
use crate::{App, AppError};

const LIMIT: u64 = 1_000_000;

/// Somebody whose refresh token the keyring has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Account {
    /// `preferred_username`: what a person knows themselves by. It may change, so nothing is stored by it where there are IDs.
    pub username: Option<String>,
    /// Of the tenant that the account was signed in to; for a guest the one that is visited.
    #[ts(type = "string | null")]
    pub tenant_id: Option<TenantId>,
    /// Object ID of the user in that tenant.
    #[ts(type = "string | null")]
    pub object_id: Option<Uuid>,
    /// The app that the refresh token is for.
    #[ts(type = "string")]
    pub client_id: ClientId,
    #[ts(type = "unknown")]
    pub cloud: Cloud,
    pub scopes: Vec<String>,
    #[ts(type = "string")]
    pub signed_in: Timestamp,
}

impl Account {
    /// `<tid>.<oid>`, else the user name: what the keyring's entry is named by.
    pub fn key(&self) -> String {
        match (self.tenant_id, self.object_id, &self.username) {
            (Some(tenant), Some(user), _) => format!("{tenant}.{user}"),
            (_, _, Some(name)) => name.clone(),
            _ => "nobody".to_owned(),
        }
    }

    /// For a person: the user name, else the IDs.
    pub fn shown(&self) -> String {
        self.username.clone().unwrap_or_else(|| self.key())
    }

    /// `<profile>/refresh-token/<key>`
    pub(crate) fn secret(&self, app: &App) -> SecretName {
        RefreshToken::name(app.profile.name(), self.key())
    }

    /// Whether somebody means this one.
    fn is_meant(&self, hint: &str) -> bool {
        let of = |text: &str| text.eq_ignore_ascii_case(hint);
        self.username.as_deref().is_some_and(of)
            || of(&self.key())
            || self.object_id.is_some_and(|id| of(&id.to_string()))
    }
}

#[derive(Default, Serialize, Deserialize)]
struct Stored {
    accounts: Vec<Account>,
}

fn path(app: &App) -> PathBuf {
    app.folders.state.join("accounts").join(format!("{}.json", app.profile.name()))
}

/// All of the profile, the newest first.
///
/// # Errors
/// `accounts-not-readable`; those of reading a file.
pub fn accounts(app: &App) -> Result<Vec<Account>, AppError> {
    let path = path(app);
    let Some(bytes) = files::read_if_there(&path, LIMIT)? else { return Ok(Vec::new()) };
    let stored: Stored = serde_json::from_slice(&bytes).map_err(|error| {
        AppError::could_not_check("accounts-not-readable", format!("could not read {}: {error}", path.display()))
            .with_hint("move it away and sign in again; it holds no secret")
    })?;
    Ok(stored.accounts)
}

/// Writes one down, in place of what was known of it.
pub(crate) fn keep(app: &App, account: &Account) -> Result<(), AppError> {
    change(app, |accounts| {
        accounts.retain(|known| known.key() != account.key());
        accounts.insert(0, account.clone());
    })
}

/// Forgets what is known of one.
pub(crate) fn forget(app: &App, key: &str) -> Result<(), AppError> {
    change(app, |accounts| accounts.retain(|known| known.key() != key))
}

/// Forgets what is known of all.
pub(crate) fn forget_all(app: &App) -> Result<(), AppError> {
    change(app, Vec::clear)
}

/// One program at a time: two that sign in at once lose nothing.
fn change(app: &App, change: impl FnOnce(&mut Vec<Account>)) -> Result<(), AppError> {
    let path = path(app);
    let _turn = Turn::of_own(&path)?;
    let mut stored = Stored { accounts: accounts(app)? };
    change(&mut stored.accounts);
    if stored.accounts.is_empty() {
        return files::remove(&path);
    }
    let text = serde_json::to_vec_pretty(&stored)
        .map_err(|error| AppError::failed("accounts-not-writable", error.to_string()))?;
    files::write_private(&path, &text)
}

/// The one that is meant: by a hint, else the only one.
///
/// # Errors
/// `not-signed-in`; `account-unknown` and `account-ambiguous` name those that there are.
pub(crate) fn choose(accounts: &[Account], hint: Option<&str>) -> Result<Account, AppError> {
    let names = || accounts.iter().map(Account::shown).collect::<Vec<_>>().join(", ");
    match (accounts, hint) {
        ([], _) => {
            Err(AppError::failed("not-signed-in", "nobody has signed in with this app, or nothing of it was kept")
                .with_hint("sign in first: hallpass sign-in"))
        }
        (_, Some(hint)) => accounts.iter().find(|account| account.is_meant(hint)).cloned().ok_or_else(|| {
            AppError::usage("account-unknown", format!("nobody of this name has signed in: {hint}"))
                .with_hint(format!("choose among {}, or sign in: hallpass sign-in --account {hint}", names()))
        }),
        ([only], None) => Ok(only.clone()),
        (_, None) => Err(AppError::usage("account-ambiguous", "several accounts have signed in, and none was named")
            .with_hint(format!("name one with --account: {}", names()))),
    }
}
