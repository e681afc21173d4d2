//! The client secret: from Graph's answer straight into the keyring. Nobody sees it, also not on screen.

use entra_client::{Directory, Object};
use jiff::SignedDuration;
use serde::Serialize;
use sso_core::plan::Plan;
use sso_core::registration::Registration;
use sso_core::{ClientId, ObjectId, Timestamp};
use uuid::Uuid;

use super::graph_error::body;
use super::tag_of;
use crate::profile::{self, Profile, SecretRecord};
use crate::vault::{SecretKind, SecretName};
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

pub(super) fn name(client_id: ClientId) -> SecretName {
    SecretName { profile: profile::NAME.to_owned(), kind: SecretKind::ClientSecret, account: client_id.to_string() }
}

/// Whether there is a keyring to keep a secret in, asked before anything is made that would be lost.
///
/// # Errors
/// Those of the keyring.
pub(super) async fn check_keyring(app: &App, client_id: Option<ClientId>) -> Result<(), AppError> {
    let account = client_id.unwrap_or_else(|| ClientId::from_uuid(Uuid::nil()));
    app.vault.has(&name(account)).await.map(drop).map_err(|error| {
        let error = AppError::from(error);
        let hint = error.hint.clone().unwrap_or_default();
        error.with_hint(format!("{hint}; or leave the secret out: --no-secret. Nothing was made or changed"))
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
    let record = profile.registration.as_ref().filter(|record| Some(record.client_id) == there.app_id);
    if let (Some(record), Some(client_id)) = (record.and_then(|record| record.secret.as_ref()), there.app_id) {
        let known = there.password_credentials.iter().find(|known| known.key_id == record.key_id);
        if let Some(known) = known.filter(|known| good(known.end_date_time))
            && app.vault.has(&name(client_id)).await.is_ok_and(|has| has)
        {
            return Ok(SecretOutcome::InKeyring { key_id: known.key_id, end: known.end_date_time });
        }
    }
    let elsewhere = others.any(|one| good(one.end_date_time))
        || there.key_credentials.iter().any(|certificate| good(certificate.end_date_time));
    // What this profile made has its secret here.
    let ours = there.tags.contains(&tag);
    Ok(if elsewhere && !ours { SecretOutcome::KeptElsewhere } else { SecretOutcome::ToBeMade })
}

/// Where a secret goes.
pub(super) struct Place<'a> {
    pub app: &'a App,
    pub directory: &'a Directory<'a>,
    pub profile: Uuid,
    pub application: ObjectId,
    pub client_id: ClientId,
    /// The application was made by this run.
    pub object: Object,
}

impl Place<'_> {
    /// Takes those away that an earlier run of this profile made and could not keep, makes one and keeps it. Afterwards there
    /// is one of this profile's, and the keyring has it.
    pub async fn make(&self, there: &Registration) -> Result<SecretRecord, AppError> {
        let tag = tag_of(self.profile);
        let lost = there.password_credentials.iter().filter(|one| one.display_name.as_ref() == Some(&tag));
        for credential in lost {
            self.remove(credential.key_id).await?;
        }
        let now = self.app.now();
        let end = now.checked_add(LIFE).unwrap_or(Timestamp::MAX);
        let added = self.directory.add_password(self.application, &tag, end, self.object).await?;
        let added = body(added, "Make the client secret")?;
        let credential = added.credential;
        if let Err(error) = self.app.vault.store(&name(self.client_id), &added.value).await {
            // It would be lost: nobody could use it, and it would count.
            self.remove(credential.key_id).await?;
            return Err(error.into());
        }
        Ok(SecretRecord { key_id: credential.key_id, hint: credential.hint, end: credential.end_date_time })
    }

    async fn remove(&self, key_id: Uuid) -> Result<(), AppError> {
        let answer = self.directory.remove_password(self.application, key_id).await?;
        body(answer, "Take away a client secret that was not kept").map(drop)
    }
}
