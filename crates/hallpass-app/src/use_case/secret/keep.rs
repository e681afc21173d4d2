//! Into the keyring, read back, and into the profile what may be known of it.

use serde::Serialize;
use tokio_util::sync::CancellationToken;

use super::{change, known};
use crate::profile::CredentialRecord;
use crate::vault::{Kept, SecretName, Vault};
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
    cancel: &CancellationToken,
) -> Result<Stored, AppError> {
    let name = S::name(app.profile.name(), record.client_id.to_string());
    let before = app.vault.read::<S>(&name);
    // What is no text, or lost its sealed part, is replaced as well.
    let before = Vault::unless_cancelled(cancel, async { Ok(before.await.ok().flatten()) }).await?;
    let replaced = before.is_some_and(|before| !before.is(secret));
    let known = known(app)?;
    let is_bound = known.credential(record.kind, record.client_id).is_some_and(|before| of_the_same(before, &record));
    if !is_bound {
        // Nothing is ever in the keyring that a record sends elsewhere, or that none knows: also not when this is cut off.
        Vault::unless_cancelled(cancel, app.vault.delete(&name)).await?;
        change(app, |profile| profile.remember_credential(record.clone()))?;
    }
    let there = async {
        app.vault.store(&name, secret).await?;
        app.vault.read::<S>(&name).await
    };
    let there = Vault::unless_cancelled(cancel, there).await?;
    if !there.is_some_and(|there| there.is(secret)) {
        let words = "the keyring gives back another text than it was given";
        return Err(AppError::could_not_check("keyring-unusable", words)
            .with_hint("check the keyring with its own program, then run this again"));
    }
    if is_bound {
        change(app, |profile| profile.remember_credential(record.clone()))?;
    }
    let entry = format!("{} {name}", SecretName::SERVICE);
    Ok(Stored { profile: name.profile, record, entry, replaced, notes })
}

fn of_the_same(before: &CredentialRecord, record: &CredentialRecord) -> bool {
    record.cloud.as_ref().is_some_and(|cloud| before.is_for(cloud))
}
