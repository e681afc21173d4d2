//! Into the keyring, read back, and into the profile what may be known of it.

use serde::Serialize;

use super::change;
use crate::profile::CredentialRecord;
use crate::vault::{Kept, SecretName};
use crate::{App, AppError};

/// What was put into the keyring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stored {
    pub profile: String,
    #[serde(flatten)]
    pub record: CredentialRecord,
    /// Service and user of the entry, as the keyring's own program shows them.
    pub entry: String,
    /// Whether another one was there before.
    pub replaced: bool,
    /// What the user should know, a sentence each.
    pub notes: Vec<String>,
}

/// The keyring must be open.
///
/// # Errors
/// Those of the keyring and of the profile; `keyring-unusable` where it gives back another text.
pub(super) async fn keep<S: Kept>(
    app: &App,
    secret: &S,
    record: CredentialRecord,
    notes: Vec<String>,
) -> Result<Stored, AppError> {
    let name = S::name(app.profile.name(), record.client_id.to_string());
    let before = app.vault.read::<S>(&name).await.ok().flatten();
    let replaced = before.is_some_and(|before| !before.is(secret));
    app.vault.store(&name, secret).await?;
    let kept = app.vault.read::<S>(&name).await?;
    if !kept.is_some_and(|kept| kept.is(secret)) {
        let words = "the keyring gives back another text than it was given";
        return Err(AppError::could_not_check("keyring-unusable", words)
            .with_hint("check the keyring with its own program, then run this again"));
    }
    change(app, |profile| profile.remember_credential(record.clone()))?;
    let entry = format!("{} {name}", SecretName::SERVICE);
    Ok(Stored { profile: name.profile, record, entry, replaced, notes })
}
