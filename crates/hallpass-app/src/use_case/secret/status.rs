//! What is kept, and for how long it is good. Nobody is asked to unlock anything.

use serde::Serialize;
use sso_core::{ClientId, Cloud, Timestamp};
use uuid::Uuid;

use super::{cloud, known, own_app};
use crate::profile::CredentialRecord;
use crate::vault::{SecretKind, SecretName, VaultError};
use crate::{App, AppError};

/// From so many days before the end of a secret or certificate on it is warned: making a new one takes people.
pub(crate) const WARN: i64 = 30;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Status {
    pub keyring: KeyringState,
    /// Why the keyring was not looked into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<AppError>,
    /// Of the profile, and of its app also what the profile does not know.
    pub kept: Vec<Kept>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyringState {
    Open,
    Locked,
    Absent,
    /// There is one, and it does not answer as it should.
    Unusable,
}

/// One credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    pub profile: String,
    pub kind: SecretKind,
    /// Whose: the app's client ID.
    pub account: ClientId,
    /// Service and user, as the keyring's own program shows them.
    pub entry: String,
    pub added: Option<Timestamp>,
    pub end: Option<Timestamp>,
    /// Where it was kept for; it is sent to no other cloud.
    pub cloud: Option<Cloud>,
    /// Whole days until then; negative ones are past.
    pub days_left: Option<i64>,
    pub key_id: Option<Uuid>,
    pub hint: Option<String>,
    pub thumbprint: Option<String>,
    pub subject: Option<String>,
    /// `None`: the keyring could not be asked.
    pub in_keyring: Option<bool>,
    pub verdict: Verdict,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Good,
    /// When it ends is not known.
    EndUnknown,
    /// In 30 days or sooner.
    EndsSoon,
    Ended,
    /// The profile knows of it, and the keyring has it no more.
    NotInKeyring,
    /// It is not sent to the cloud that the profile names by now.
    OfAnotherCloud,
}

impl Verdict {
    /// Whether nothing works with it.
    pub fn is_bad(self) -> bool {
        matches!(self, Self::Ended | Self::NotInKeyring)
    }
}

/// # Errors
/// Those of the profile. What the keyring says stands in the answer.
pub async fn status(app: &App) -> Result<Status, AppError> {
    let profile = known(app)?;
    let mut all: Vec<(SecretKind, ClientId, Option<&CredentialRecord>)> =
        profile.credentials.iter().map(|record| (record.kind, record.client_id, Some(record))).collect();
    if let Some(client_id) = own_app(app)? {
        for kind in [SecretKind::ClientSecret, SecretKind::CertificateKey] {
            if profile.credential(kind, client_id).is_none() {
                all.push((kind, client_id, None));
            }
        }
    }
    let mut refused = app.vault.ready().await.err();
    let mut kept = Vec::new();
    for (kind, client_id, record) in all {
        let name = SecretName { profile: app.profile.name().into(), kind, account: client_id.to_string() };
        let mut in_keyring = None;
        if refused.is_none() {
            match app.vault.has(&name).await {
                Ok(has) => in_keyring = Some(has),
                Err(error) => refused = Some(error),
            }
        }
        // Of what nobody wrote down only the keyring can tell.
        if record.is_some() || in_keyring == Some(true) {
            let cloud = cloud(app, client_id, None)?;
            kept.push(Kept::new(app.now(), &name, client_id, record, in_keyring, &cloud));
        }
    }
    let keyring = match &refused {
        None => KeyringState::Open,
        Some(VaultError::Locked) => KeyringState::Locked,
        Some(VaultError::Absent | VaultError::NoCollection) => KeyringState::Absent,
        Some(_) => KeyringState::Unusable,
    };
    Ok(Status { keyring, error: refused.map(AppError::from), kept })
}

impl Kept {
    fn new(
        now: Timestamp,
        name: &SecretName,
        account: ClientId,
        record: Option<&CredentialRecord>,
        in_keyring: Option<bool>,
        cloud: &Cloud,
    ) -> Self {
        let end = record.and_then(|record| record.end);
        let days_left = end.map(|end| end.duration_since(now).as_secs().div_euclid(24 * 60 * 60));
        let verdict = match (end, days_left) {
            _ if in_keyring == Some(false) => Verdict::NotInKeyring,
            _ if record.is_some_and(|record| !record.is_for(cloud)) => Verdict::OfAnotherCloud,
            (Some(end), _) if end <= now => Verdict::Ended,
            (_, Some(days)) if days <= WARN => Verdict::EndsSoon,
            (Some(_), _) => Verdict::Good,
            (None, _) => Verdict::EndUnknown,
        };
        Self {
            profile: name.profile.clone(),
            kind: name.kind,
            account,
            entry: format!("{} {name}", SecretName::SERVICE),
            added: record.map(|record| record.added),
            end,
            cloud: record.and_then(|record| record.cloud.clone()),
            days_left,
            key_id: record.and_then(|record| record.key_id),
            hint: record.and_then(|record| record.hint.clone()),
            thumbprint: record.and_then(|record| record.thumbprint.clone()),
            subject: record.and_then(|record| record.subject.clone()),
            in_keyring,
            verdict,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_the_second_and_the_day() {
        const DAY: i64 = 24 * 60 * 60;
        let account: ClientId = "99999999-0000-4000-8000-00000000000a".parse().unwrap();
        let kind = SecretKind::ClientSecret;
        let name = SecretName { profile: "default".to_owned(), kind, account: account.to_string() };
        let time = |second| Timestamp::from_second(second).unwrap();
        let now = 1_800_000_000;
        for (end, in_keyring, days, verdict) in [
            (None, Some(true), None, Verdict::EndUnknown),
            (Some(31 * DAY), Some(true), Some(31), Verdict::Good),
            (Some(31 * DAY), None, Some(31), Verdict::Good),
            (Some(31 * DAY - 1), Some(true), Some(30), Verdict::EndsSoon),
            (Some(1), Some(true), Some(0), Verdict::EndsSoon),
            (Some(0), Some(true), Some(0), Verdict::Ended),
            (Some(-1), None, Some(-1), Verdict::Ended),
            (Some(31 * DAY), Some(false), Some(31), Verdict::NotInKeyring),
        ] {
            let end = end.map(|seconds| time(now + seconds));
            let record = CredentialRecord { end, ..CredentialRecord::new(kind, account, Cloud::Public, time(0)) };
            let kept = Kept::new(time(now), &name, account, Some(&record), in_keyring, &Cloud::Public);
            assert_eq!((kept.days_left, kept.verdict), (days, verdict), "{end:?}");
            let elsewhere = Kept::new(time(now), &name, account, Some(&record), in_keyring, &Cloud::China);
            let is_there = in_keyring != Some(false);
            assert_eq!(elsewhere.verdict == Verdict::OfAnotherCloud, is_there, "{end:?}");
        }
    }
}
