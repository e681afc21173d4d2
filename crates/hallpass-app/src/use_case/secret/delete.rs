//! Out of the keyring and the profile. In Entra it stays: that is its owner's decision.

use serde::Serialize;
use sso_core::ClientId;
use tokio_util::sync::CancellationToken;

use super::{Of, SecretEvent, change, client_id, known, unlocked};
use crate::vault::{SecretKind, SecretName, Vault};
use crate::{App, AppError, Progress};

pub struct Delete {
    pub of: Of,
    /// `None`: the secret and the certificate.
    pub kind: Option<SecretKind>,
}

/// What is not there any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deleted {
    pub client_id: ClientId,
    /// The one kind that was meant; `None`: secret and certificate.
    pub kind: Option<SecretKind>,
    /// Service and user of each entry; none: nothing of that kind was kept.
    pub entries: Vec<String>,
    /// What the user should know, a sentence each.
    pub notes: Vec<String>,
}

/// # Errors
/// Those of the keyring and of the profile; `client-id-missing`.
pub async fn delete(
    app: &App,
    delete: Delete,
    progress: &Progress<SecretEvent>,
    cancel: CancellationToken,
) -> Result<Deleted, AppError> {
    let profile = known(app)?;
    let client_id = client_id(app, delete.of.client_id)?;
    unlocked(app, progress, &cancel).await?;
    let mut deleted = Deleted { client_id, kind: delete.kind, entries: Vec::new(), notes: Vec::new() };
    let both = [SecretKind::ClientSecret, SecretKind::CertificateKey];
    for kind in both.into_iter().filter(|kind| delete.kind.is_none_or(|wanted| wanted == *kind)) {
        let name = SecretName { profile: app.profile.name().into(), kind, account: client_id.to_string() };
        let is_known = profile.credential(kind, client_id).is_some();
        if Vault::unless_cancelled(&cancel, app.vault.has(&name)).await? {
            Vault::unless_cancelled(&cancel, app.vault.delete(&name)).await?;
            deleted.entries.push(format!("{} {name}", SecretName::SERVICE));
        }
        if is_known {
            change(app, |profile| drop(profile.forget_credential(kind, client_id)))?;
        }
    }
    if !deleted.entries.is_empty() {
        deleted.notes.push(
            "Entra still takes it: where nobody needs it any more, delete it in the portal too, under Certificates & secrets"
                .to_owned(),
        );
    }
    Ok(deleted)
}
