//! Who signed in, and for which app: `<state>/accounts/<profile>.json`, 0600. The refresh tokens are in the keyring, under
//! the names that [`Account::secrets`] gives; here stands no secret.

use std::path::PathBuf;

use entra_client::OriginalClaims;
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
    /// `<client ID>.<tid>.<oid>`, without IDs `<client ID>.<user name>`: what the keyring's entry is named by. A refresh
    /// token is bound to the app that it was given to, so each app has one of its own (RFC 6749 §6).
    pub fn key(&self) -> String {
        format!("{}.{}", self.client_id, self.user())
    }

    fn user(&self) -> String {
        match (self.tenant_id, self.object_id, &self.username) {
            (Some(tenant), Some(user), _) => format!("{tenant}.{user}"),
            (_, _, Some(name)) => name.clone(),
            _ => "nobody".to_owned(),
        }
    }

    /// For a person: the user name, else the IDs.
    pub fn shown(&self) -> String {
        self.username.clone().unwrap_or_else(|| self.user())
    }

    /// What names this one to a command, where others have signed in with the same app: `--account` and its value.
    pub(crate) fn flag(&self, others: &[Self]) -> Option<[String; 2]> {
        let is_of_it = |other: &&Self| other.client_id == self.client_id && other.cloud == self.cloud;
        let is_several = others.iter().filter(is_of_it).nth(1).is_some();
        let has_name_alone = others.iter().filter(is_of_it).filter(|other| other.shown() == self.shown()).count() < 2;
        is_several.then(|| ["--account".to_owned(), if has_name_alone { self.shown() } else { self.key() }])
    }

    /// `<profile>/refresh-token/<key>`
    pub(crate) fn secret(&self, app: &App) -> SecretName {
        RefreshToken::name(app.profile.name(), self.key())
    }

    /// Each entry that may hold its refresh token: its own, then `<profile>/refresh-token/<tid>.<oid>`, as it was named
    /// before the app was part of the name.
    pub(crate) fn secrets(&self, app: &App) -> [SecretName; 2] {
        [self.secret(app), RefreshToken::name(app.profile.name(), self.user())]
    }

    /// Whether somebody means this one.
    fn is_meant(&self, hint: &str) -> bool {
        let of = |text: &str| text.eq_ignore_ascii_case(hint);
        self.username.as_deref().is_some_and(of)
            || of(&self.key())
            || of(&self.user())
            || self.object_id.is_some_and(|id| of(&id.to_string()))
    }
}

#[derive(Default, Serialize, Deserialize)]
struct Stored {
    accounts: Vec<Note>,
}

/// What is written down of one.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Note {
    #[serde(flatten)]
    account: Account,
    /// Of the ID token of the sign-in, for that of a refresh to be compared with. `None`: no ID token came, or an older
    /// Hallpass wrote this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id_token: Option<OriginalClaims>,
}

fn path(app: &App) -> PathBuf {
    app.folders.state.join("accounts").join(format!("{}.json", app.profile.name()))
}

/// All of the profile, the newest first.
///
/// # Errors
/// `accounts-not-readable`; those of reading a file.
pub fn accounts(app: &App) -> Result<Vec<Account>, AppError> {
    Ok(notes(app)?.into_iter().map(|note| note.account).collect())
}

fn notes(app: &App) -> Result<Vec<Note>, AppError> {
    let path = path(app);
    let Some(bytes) = files::read_if_there(&path, LIMIT)? else { return Ok(Vec::new()) };
    let stored: Stored = serde_json::from_slice(&bytes).map_err(|error| {
        AppError::could_not_check("accounts-not-readable", format!("could not read {}: {error}", path.display()))
            .with_hint("move it away and sign in again; it holds no secret")
    })?;
    Ok(stored.accounts)
}

/// The ID token of an account's sign-in, as far as it is kept; `None` also where nobody is noted by this key.
pub(crate) fn original(app: &App, key: &str) -> Result<Option<OriginalClaims>, AppError> {
    Ok(notes(app)?.into_iter().find(|note| note.account.key() == key).and_then(|note| note.id_token))
}

/// Writes one down, in place of what was known of it, which is answered.
pub(crate) fn keep(app: &App, account: &Account, id_token: Option<OriginalClaims>) -> Result<Option<Note>, AppError> {
    replace(app, &account.key(), Some(Note { account: account.clone(), id_token }))
}

/// Makes undone what [`keep`] did: `before` is what it answered.
pub(crate) fn put_back(app: &App, key: &str, before: Option<Note>) -> Result<(), AppError> {
    replace(app, key, before).map(drop)
}

/// Forgets what is known of one.
pub(crate) fn forget(app: &App, key: &str) -> Result<(), AppError> {
    replace(app, key, None).map(drop)
}

fn replace(app: &App, key: &str, note: Option<Note>) -> Result<Option<Note>, AppError> {
    let mut before = None;
    change(app, |notes| {
        before = notes.iter().find(|known| known.account.key() == key).cloned();
        notes.retain(|known| known.account.key() != key);
        notes.splice(0..0, note);
    })?;
    Ok(before)
}

/// Forgets what is known of all.
pub(crate) fn forget_all(app: &App) -> Result<(), AppError> {
    change(app, Vec::clear)
}

/// One program at a time: two that sign in at once lose nothing.
fn change(app: &App, change: impl FnOnce(&mut Vec<Note>)) -> Result<(), AppError> {
    let path = path(app);
    let _turn = Turn::of_own(&path)?;
    let mut stored = Stored { accounts: notes(app)? };
    change(&mut stored.accounts);
    if stored.accounts.is_empty() {
        return files::remove(&path);
    }
    let text = serde_json::to_vec_pretty(&stored)
        .map_err(|error| AppError::failed("accounts-not-writable", error.to_string()))?;
    files::write_private(&path, &text)
}

/// All whom somebody may mean.
fn meant<'a>(accounts: &'a [Account], hint: Option<&'a str>) -> impl Iterator<Item = &'a Account> {
    accounts.iter().filter(move |account| hint.is_none_or(|hint| account.is_meant(hint)))
}

/// The user name of whoever may be meant; it is the same in each app.
pub(crate) fn username_of(accounts: &[Account], hint: &str) -> Option<String> {
    meant(accounts, Some(hint)).find_map(|account| account.username.clone())
}

/// The one that is meant: by a hint, else the only one.
///
/// # Errors
/// `not-signed-in`; `account-unknown` and `account-ambiguous` name those that there are.
pub(crate) fn choose(accounts: &[Account], hint: Option<&str>) -> Result<Account, AppError> {
    let found: Vec<&Account> = meant(accounts, hint).collect();
    match (accounts, &found[..], hint) {
        ([], ..) => {
            Err(AppError::failed("not-signed-in", "nobody has signed in with this app, or nothing of it was kept")
                .with_hint("sign in first: hallpass sign-in"))
        }
        (_, [only], _) => Ok((*only).clone()),
        (_, [], hint) => {
            let hint = hint.unwrap_or_default();
            Err(AppError::usage("account-unknown", format!("nobody of this name has signed in: {hint}"))
                .with_hint(format!("choose among {}, or sign in: hallpass sign-in --account {hint}", names(accounts))))
        }
        (_, [..], None) => {
            Err(AppError::usage("account-ambiguous", "several accounts have signed in, and none was named")
                .with_hint(format!("name one with --account: {}", names(accounts))))
        }
        (_, [..], Some(hint)) => {
            let found: Vec<Account> = found.into_iter().cloned().collect();
            Err(AppError::usage("account-ambiguous", format!("several accounts have this name: {hint}"))
                .with_hint(format!("name one with --account: {}", names(&found))))
        }
    }
}

/// Each by the shortest name that stands for it alone.
pub(crate) fn names(accounts: &[Account]) -> String {
    let name = |account: &Account| match accounts.iter().filter(|other| other.shown() == account.shown()).count() {
        1 => account.shown(),
        // The same user, signed in with several apps.
        _ => format!("{} (of {})", account.key(), account.shown()),
    };
    accounts.iter().map(name).collect::<Vec<_>>().join(", ")
}
