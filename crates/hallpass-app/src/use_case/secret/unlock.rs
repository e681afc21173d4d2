//! A locked keyring, for use cases that need it open.

use serde::Serialize;
use tokio_util::sync::CancellationToken;

use crate::{App, AppError, Progress};

/// What is told while a secret is put somewhere or taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum SecretEvent {
    /// The keyring is locked, and somebody must unlock it. After so long it is given up.
    KeyringLocked { seconds: u64 },
}

/// Waits until the keyring is open, as long as the vault has patience.
///
/// # Errors
/// `keyring-locked` after that time, `cancelled`, and at once `keyring-absent` and the like.
pub async fn unlocked(app: &App, progress: &Progress<SecretEvent>, cancel: &CancellationToken) -> Result<(), AppError> {
    let told = |seconds| progress.report(SecretEvent::KeyringLocked { seconds });
    Ok(app.vault.unlocked(told, cancel).await?)
}
