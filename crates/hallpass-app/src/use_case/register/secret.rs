//! The client secret for the window: what is kept, into the keyring, and out of it. Never its value.

use std::path::Path;

use serde::Serialize;
use sso_core::Timestamp;
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use crate::profile::Profile;
use crate::use_case::kept_view::KeptView;
use crate::use_case::rehearse::Outcome;
use crate::use_case::secret::{
    self, Delete, END_UNKNOWN, End, From, Import, KeyringState, Of, SecretEvent, Set, Stored, WARN, end_of,
    first_to_send, own_app,
};
use crate::vault::SecretKind;
use crate::{App, AppError, Progress};

/// Secrets and certificates that the profile or the keyring knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SecretsView {
    #[ts(type = "\"open\" | \"locked\" | \"absent\" | \"unusable\"")]
    pub keyring: KeyringState,
    /// Why the keyring was not looked into.
    pub error: Option<AppError>,
    pub kept: Vec<KeptView>,
}

/// What was put into the keyring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StoredView {
    pub hint: Option<String>,
    #[ts(type = "string | null")]
    pub end: Option<Timestamp>,
    /// Another one was there before.
    pub replaced: bool,
    /// What the user should know, a sentence each.
    pub notes: Vec<String>,
}

/// What was kept out of a `.env` file, and what became of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ImportedView {
    pub stored: StoredView,
    pub file: String,
    /// Unified; no value is in it.
    pub difference: String,
    pub written: bool,
    /// What must be done because a repository may hold the secret.
    pub warning: Option<String>,
}

impl SecretsView {
    /// What is wrong with the credential of the profile's app, by what the profile knows of the one that is sent; the keyring
    /// is not asked.
    pub(super) fn told(app: &App, profile: Option<&Profile>) -> Result<Option<(Outcome, String)>, AppError> {
        let Some((profile, client_id)) = profile.zip(own_app(app)?) else { return Ok(None) };
        let record = first_to_send(profile, client_id, app.now());
        let Some((end, kind)) = record.and_then(|record| Some((record.end?, record.kind))) else { return Ok(None) };
        let days = end.duration_since(app.now()).as_secs().div_euclid(24 * 60 * 60);
        let what = if kind == SecretKind::CertificateKey { "Certificate" } else { "Secret" };
        Ok(match days {
            _ if end <= app.now() => Some((Outcome::Fail, format!("{what} ended on {}", end.strftime("%F")))),
            0 => Some((Outcome::Warn, format!("{what} ends today"))),
            1 => Some((Outcome::Warn, format!("{what} ends in 1 day"))),
            days if days <= WARN => Some((Outcome::Warn, format!("{what} ends in {days} days"))),
            _ => None,
        })
    }
}

impl std::convert::From<Stored> for StoredView {
    fn from(stored: Stored) -> Self {
        let Stored { record, replaced, mut notes, .. } = stored;
        // The window has a field for it, and no command line.
        notes.retain(|note| !note.starts_with(END_UNKNOWN));
        Self { hint: record.hint, end: record.end, replaced, notes }
    }
}

/// What is kept. Nobody is asked to unlock anything.
///
/// # Errors
/// Those of the profile. What the keyring says stands in the answer.
pub async fn secrets(app: &App) -> Result<SecretsView, AppError> {
    let status = secret::status(app).await?;
    let own = own_app(app)?;
    let kept = status.kept.into_iter().map(|kept| KeptView::of(kept, own)).collect();
    Ok(SecretsView { keyring: status.keyring, error: status.error, kept })
}

/// `given`: the day that the portal shows under Expires, as it was typed; nothing where nobody said it.
fn end_given(given: Option<&str>) -> Result<Option<Timestamp>, AppError> {
    given.map(str::trim).filter(|end| !end.is_empty()).map(end_of).transpose()
}

/// The secret in the clipboard into the keyring; the clipboard is then emptied. `end`: the day that the portal shows under
/// Expires.
///
/// # Errors
/// Those of [`secret::set`], and of a text that is no date.
pub async fn keep_secret(
    app: &App,
    end: Option<&str>,
    progress: &Progress<SecretEvent>,
    cancel: CancellationToken,
) -> Result<StoredView, AppError> {
    let set = Set { of: Of::default(), from: From::Clipboard, end: end_given(end)? };
    secret::set(app, set, progress, cancel).await.map(StoredView::from)
}

/// Writes down when the secret ends that is kept already; the keyring is not asked.
///
/// # Errors
/// `value-not-accepted` for no date; those of [`secret::end`].
pub fn set_secret_end(app: &App, end: &str) -> Result<StoredView, AppError> {
    secret::end(app, End { of: Of::default(), end: end_of(end.trim())? }).map(StoredView::from)
}

/// The secret out of a `.env` file into the keyring. `end` as for [`keep_secret`]. `write`: a comment then stands in its
/// place; without it the difference is only shown.
///
/// # Errors
/// Those of [`secret::import`], and of a text that is no date.
pub async fn import_secret(
    app: &App,
    file: &Path,
    end: Option<&str>,
    write: bool,
    progress: &Progress<SecretEvent>,
    cancel: CancellationToken,
) -> Result<ImportedView, AppError> {
    let import = Import { of: Of::default(), file: file.to_owned(), name: None, end: end_given(end)?, write };
    let imported = secret::import(app, import, progress, cancel).await?;
    Ok(ImportedView {
        stored: imported.stored.into(),
        file: imported.file.display().to_string(),
        difference: imported.difference,
        written: imported.written,
        warning: imported.warning,
    })
}

/// The client secret of the profile's app out of keyring and profile; notes, a sentence each.
///
/// # Errors
/// Those of [`secret::delete`].
pub async fn delete_secret(
    app: &App,
    progress: &Progress<SecretEvent>,
    cancel: CancellationToken,
) -> Result<Vec<String>, AppError> {
    let of = Of::default();
    let deleted = secret::delete(app, Delete { of, kind: Some(SecretKind::ClientSecret) }, progress, cancel).await?;
    Ok(deleted.notes)
}
