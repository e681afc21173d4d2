//! A locked keyring, for use cases that need it open.

use std::time::Duration;

use serde::Serialize;
use tokio_util::sync::CancellationToken;

use crate::{App, AppError, Progress};

/// What is told while a secret is put somewhere or taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum SecretEvent {
    /// The keyring is locked, and somebody must unlock it.
    WaitingForUnlock {
        /// Then it is given up.
        seconds: u64,
    },
}

/// Waits until the keyring is open, at most so long; not at all where nobody is there to unlock it: a limit of zero.
///
/// # Errors
/// `keyring-locked` after the limit, `cancelled`, and at once `keyring-absent` and the like.
pub async fn unlocked(
    app: &App,
    limit: Duration,
    progress: &Progress<SecretEvent>,
    cancel: &CancellationToken,
) -> Result<(), AppError> {
    let told = || progress.report(SecretEvent::WaitingForUnlock { seconds: limit.as_secs() });
    Ok(app.vault.unlocked(limit, told, cancel).await?)
}
