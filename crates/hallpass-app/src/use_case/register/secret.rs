//! The client secret for the window: what is kept, into the keyring, and out of it. Never its value.

use std::path::Path;

use serde::Serialize;
use sso_core::{ClientId, Timestamp};
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use crate::profile::Profile;
use crate::use_case::plan::{self, Input};
use crate::use_case::rehearse::Outcome;
use crate::use_case::secret::{
    self, Delete, From, Import, Kept, KeyringState, Of, SecretEvent, Set, Stored, Verdict, end_of,
};
use crate::vault::SecretKind;
use crate::{App, AppError, Progress};

/// From so many days before its end on a secret is warned of.
const WARN: i64 = 30;

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

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct KeptView {
    #[ts(type = "\"client-secret\" | \"certificate-key\"")]
    pub kind: SecretKind,
    pub client_id: String,
    /// Of the add-in that the facts name.
    pub own: bool,
    /// The first characters of a secret, as Graph answers them.
    pub hint: Option<String>,
    pub thumbprint: Option<String>,
    #[ts(type = "string | null")]
    pub end: Option<Timestamp>,
    /// Whole days until then; negative ones are past.
    #[ts(type = "number | null")]
    pub days_left: Option<i64>,
    #[ts(type = "\"good\" | \"end-unknown\" | \"ends-soon\" | \"ended\" | \"not-in-keyring\"")]
    pub verdict: Verdict,
    /// Service and user, as the keyring's own program shows them.
    pub entry: String,
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
    /// What is wrong with the secret of the profile's app by what the profile knows of it; the keyring is not asked.
    pub(super) fn told(app: &App, profile: Option<&Profile>) -> Result<Option<(Outcome, String)>, AppError> {
        let Some((profile, client_id)) = profile.zip(own_app(app)?) else { return Ok(None) };
        let end = profile.credential(SecretKind::ClientSecret, client_id).and_then(|record| record.end);
        let Some(end) = end else { return Ok(None) };
        let days = end.duration_since(app.now()).as_secs().div_euclid(24 * 60 * 60);
        Ok(match days {
            _ if end <= app.now() => Some((Outcome::Fail, format!("Secret ended on {}", end.strftime("%F")))),
            0 => Some((Outcome::Warn, "Secret ends today".to_owned())),
            1 => Some((Outcome::Warn, "Secret ends in 1 day".to_owned())),
            days if days <= WARN => Some((Outcome::Warn, format!("Secret ends in {days} days"))),
            _ => None,
        })
    }
}

fn own_app(app: &App) -> Result<Option<ClientId>, AppError> {
    let known = plan::known(app, &Input::default())?;
    Ok(known.client_id.and_then(|id| id.parse().ok()))
}

impl KeptView {
    fn of(kept: Kept, own: Option<ClientId>) -> Self {
        Self {
            kind: kept.kind,
            client_id: kept.account.to_string(),
            own: own == Some(kept.account),
            hint: kept.hint,
            thumbprint: kept.thumbprint,
            end: kept.end,
            days_left: kept.days_left,
            verdict: kept.verdict,
            entry: kept.entry,
        }
    }
}

impl std::convert::From<Stored> for StoredView {
    fn from(stored: Stored) -> Self {
        let Stored { record, replaced, notes, .. } = stored;
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
    let end = end.map(str::trim).filter(|end| !end.is_empty()).map(end_of).transpose()?;
    let set = Set { of: Of::default(), from: From::Clipboard, end };
    secret::set(app, set, progress, cancel).await.map(StoredView::from)
}

/// The secret out of a `.env` file into the keyring. `write`: a comment then stands in its place; without it the difference is
/// only shown.
///
/// # Errors
/// Those of [`secret::import`].
pub async fn import_secret(
    app: &App,
    file: &Path,
    write: bool,
    progress: &Progress<SecretEvent>,
    cancel: CancellationToken,
) -> Result<ImportedView, AppError> {
    let of = Of::default();
    let import = Import { of, file: file.to_owned(), name: None, end: None, write };
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
