//! The client secret: from Graph's answer straight into the keyring. Nobody sees it, also not on screen.

use entra_client::{AddedPassword, Directory, EntraError, GraphAnswer, Object};
use jiff::SignedDuration;
use serde::Serialize;
use sso_core::plan::Plan;
use sso_core::registration::{PasswordCredential, Registration};
use sso_core::{ClientId, Cloud, ObjectId, Timestamp};
use uuid::Uuid;

use super::graph_error::body;
use super::tag_of;
use crate::profile::{CredentialRecord, Profile};
use crate::vault::{SecretKind, SecretName, VaultError};
use crate::{App, AppError};

/// How a run left the client secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum SecretOutcome {
    /// Nested app authentication alone needs none.
    NotNeeded,
    /// As asked for, by `no_secret`.
    LeftOut,
    /// The registration has a secret or certificate that its people keep elsewhere.
    KeptElsewhere,
    /// The one that the keyring has is still good.
    InKeyring {
        key_id: Uuid,
        end: Option<Timestamp>,
    },
    /// Only shown: one would be made.
    ToBeMade,
    Made {
        key_id: Uuid,
        end: Option<Timestamp>,
    },
}

/// Half a year: Microsoft advises less than one, and tenants' policies often allow no more.
const LIFE: SignedDuration = SignedDuration::from_hours(180 * 24);

pub(super) fn name(app: &App, client_id: ClientId) -> SecretName {
    SecretName { profile: app.profile.name().into(), kind: SecretKind::ClientSecret, account: client_id.to_string() }
}

/// Whether there is a keyring to keep a secret in, asked before anything is made that would be lost.
///
/// # Errors
/// Those of the keyring.
pub(super) async fn check_keyring(app: &App, client_id: Option<ClientId>) -> Result<(), AppError> {
    let account = client_id.unwrap_or_else(|| ClientId::from_uuid(Uuid::nil()));
    app.vault.has(&name(app, account)).await.map(drop).map_err(|error| {
        let error = AppError::from(error);
        let hint = error.hint.clone().unwrap_or_default();
        error.with_hint(format!("{hint}; or leave the secret out: --no-secret"))
    })
}

/// What is to be done about the secret of a registration as it is there.
pub(super) async fn outcome(
    app: &App,
    plan: &Plan,
    no_secret: bool,
    profile: &Profile,
    there: Option<&Registration>,
) -> Result<SecretOutcome, AppError> {
    if !plan.needs_secret() {
        return Ok(SecretOutcome::NotNeeded);
    }
    if no_secret {
        return Ok(SecretOutcome::LeftOut);
    }
    let (Some(there), now) = (there, app.now()) else { return Ok(SecretOutcome::ToBeMade) };
    let good = |end: Option<Timestamp>| end.is_none_or(|end| now < end);
    let tag = tag_of(profile.id);
    let mut others = there.password_credentials.iter().filter(|one| one.display_name.as_ref() != Some(&tag));
    let kept = there.app_id.and_then(|client_id| profile.credential(SecretKind::ClientSecret, client_id));
    if let Some(kept) = kept
        && let Some(known) = there.password_credentials.iter().find(|known| is_same(kept, known))
        && good(known.end_date_time)
        && app.vault.has(&name(app, kept.client_id)).await.is_ok_and(|has| has)
    {
        return Ok(SecretOutcome::InKeyring { key_id: known.key_id, end: known.end_date_time });
    }
    let elsewhere = others.any(|one| good(one.end_date_time))
        || there.key_credentials.iter().any(|certificate| good(certificate.end_date_time));
    // What this profile made has its secret here.
    let ours = there.tags.contains(&tag);
    Ok(if elsewhere && !ours { SecretOutcome::KeptElsewhere } else { SecretOutcome::ToBeMade })
}

/// Of one that somebody put into the keyring, Graph's hint says which it is.
fn is_same(kept: &CredentialRecord, known: &PasswordCredential) -> bool {
    match kept.key_id {
        Some(key_id) => key_id == known.key_id,
        None => kept.hint.is_some() && kept.hint == known.hint,
    }
}

/// Takes the secret of an application that is gone, or has it no more, out of the keyring. Where that cannot be done, a
/// sentence says so: it opens nothing any more, and what was asked for is done.
///
/// The profile is told, and not written.
pub(super) async fn take_out(app: &App, profile: Option<&mut Profile>, client_id: ClientId) -> Option<String> {
    let forgotten = profile.and_then(|profile| profile.forget_credential(SecretKind::ClientSecret, client_id));
    let is_kept = forgotten.is_some();
    let name = name(app, client_id);
    let error = match app.vault.delete(&name).await {
        Ok(()) => return None,
        // Nothing is known to be in it, and there is none.
        Err(VaultError::Absent) if !is_kept => return None,
        Err(error) => error,
    };
    let may = if is_kept { "still has" } else { "may still have" };
    Some(format!(
        "the keyring {may} a client secret that opens nothing any more, as it could not be asked: {error}; take it out with \
         the keyring's own program: {} {name}",
        SecretName::SERVICE
    ))
}

/// Where a secret goes.
pub(super) struct Place<'a> {
    pub app: &'a App,
    pub directory: &'a Directory<'a>,
    pub profile: Uuid,
    pub application: ObjectId,
    pub client_id: ClientId,
    /// Where the registration is.
    pub cloud: &'a Cloud,
    /// The application was made by this run.
    pub object: Object,
}

impl Place<'_> {
    /// Asks Graph for one.
    pub async fn add(&self) -> Result<GraphAnswer<AddedPassword>, EntraError> {
        let end = self.app.now().checked_add(LIFE).unwrap_or(Timestamp::MAX);
        self.directory.add_password(self.application, &tag_of(self.profile), end, self.object).await
    }

    /// Puts it into the keyring.
    ///
    /// # Errors
    /// Those of the keyring; the secret is taken away then: nobody could use it, and it would count.
    pub async fn keep(&self, added: AddedPassword) -> Result<CredentialRecord, AppError> {
        let credential = added.credential;
        if let Err(error) = self.app.vault.store(&name(self.app, self.client_id), &added.value).await {
            self.remove(credential.key_id).await?;
            return Err(error.into());
        }
        Ok(CredentialRecord {
            key_id: Some(credential.key_id),
            end: credential.end_date_time,
            hint: credential.hint,
            ..CredentialRecord::new(SecretKind::ClientSecret, self.client_id, self.cloud.clone(), self.app.now())
        })
    }

    /// Takes those away that earlier runs of this profile made: the keyring has another one now. `kept`: that one.
    pub async fn remove_others(&self, there: &Registration, kept: Uuid) -> Option<String> {
        for old in of_profile(there, self.profile).filter(|old| old.key_id != kept) {
            if let Err(error) = self.remove(old.key_id).await {
                let AppError { message, .. } = error;
                return Some(format!(
                    "an older client secret of Hallpass's is still there ({}): {message}",
                    old.key_id
                ));
            }
        }
        None
    }

    async fn remove(&self, key_id: Uuid) -> Result<(), AppError> {
        let answer = self.directory.remove_password(self.application, key_id).await?;
        body(answer, "Take away a client secret").map(drop)
    }
}

/// The secrets that runs of a profile made: they have its tag for a name.
pub(super) fn of_profile(there: &Registration, profile: Uuid) -> impl Iterator<Item = &PasswordCredential> {
    let tag = tag_of(profile);
    there.password_credentials.iter().filter(move |one| one.display_name.as_ref() == Some(&tag))
}
