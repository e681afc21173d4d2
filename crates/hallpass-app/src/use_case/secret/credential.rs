//! The credential that an app sends: out of the keyring, with what is known of it.

use entra_client::{ClientCertificate, ClientCredential};
use sso_core::rules::on_behalf_of::{CredentialFacts, SecretShape};
use sso_core::token::{CertificateKey, ClientSecret};
use sso_core::{ClientId, Cloud, Timestamp};

use crate::profile::{self, CredentialRecord, Profile};
use crate::vault::{Kept, SecretKind, SecretName};
use crate::{App, AppError};

/// By which an app proves who it is.
#[derive(Debug, Clone)]
pub struct KeptCredential {
    pub credential: ClientCredential,
    /// For what is judged before anything is sent.
    pub facts: CredentialFacts,
}

/// What the keyring holds for this app in the profile, for this cloud. Of a secret and a certificate the one that is still
/// good, else the one that was added last. `None`: it holds neither. What was kept for another cloud is not even taken out;
/// what the profile knows nothing of is of the cloud that it names.
///
/// A locked keyring is not waited for: [`unlocked`](super::unlocked) before.
///
/// # Errors
/// Those of the keyring and of the profile; `credential-of-another-cloud` where that is all there is;
/// `certificate-not-usable` where somebody else changed what it holds.
pub async fn credential(app: &App, client_id: ClientId, cloud: &Cloud) -> Result<Option<KeptCredential>, AppError> {
    let profile = profile::read(app)?;
    let of_profile = super::cloud(app, client_id, None)?;
    let record = |kind| profile.as_ref().and_then(|profile| profile.credential(kind, client_id));
    let mut elsewhere = None;
    for (kind, record) in
        in_order([SecretKind::ClientSecret, SecretKind::CertificateKey].map(|kind| (kind, record(kind))), app.now())
    {
        let own = record.and_then(|record| record.cloud.as_ref()).unwrap_or(&of_profile);
        if own.authority() != cloud.authority() {
            let name = SecretName { profile: app.profile.name().into(), kind, account: client_id.to_string() };
            if record.is_some() || app.vault.has(&name).await? {
                elsewhere.get_or_insert((kind, own));
            }
            continue;
        }
        let kept = match kind {
            SecretKind::CertificateKey => certificate(app, client_id).await?,
            _ => secret(app, client_id, record.and_then(|record| record.end)).await?,
        };
        if kept.is_some() {
            return Ok(kept);
        }
    }
    elsewhere.map_or(Ok(None), |(kind, own)| Err(of_another_cloud(kind, client_id, own, cloud)))
}

fn of_another_cloud(kind: SecretKind, client_id: ClientId, own: &Cloud, cloud: &Cloud) -> AppError {
    let what = if kind == SecretKind::CertificateKey { "certificate" } else { "client secret" };
    let words = format!(
        "the {what} of {client_id} in the keyring was kept for another cloud ({}) and is not sent to this one: {}",
        own.name(),
        cloud.name()
    );
    AppError::failed("credential-of-another-cloud", words).with_hint(
        "if the app has one in this cloud, keep that: hallpass secret set --cloud CLOUD; if the cloud is a mistake, mend it: \
         hallpass profile show says where it comes from",
    )
}

/// What the profile knows of the credential of this app that is sent first.
pub(crate) fn first_to_send(profile: &Profile, client_id: ClientId, now: Timestamp) -> Option<&CredentialRecord> {
    let record = |kind| (kind, profile.credential(kind, client_id));
    in_order([SecretKind::ClientSecret, SecretKind::CertificateKey].map(record), now).find_map(|(_, record)| record)
}

/// What is known to be there before what is not; what is good before what has ended; the newest first.
fn in_order(
    mut kinds: [(SecretKind, Option<&CredentialRecord>); 2],
    now: Timestamp,
) -> impl Iterator<Item = (SecretKind, Option<&CredentialRecord>)> {
    kinds.sort_by_key(|(_, record)| {
        let is_good = record.map(|record| record.end.is_none_or(|end| now < end));
        std::cmp::Reverse((is_good, record.map(|record| record.added)))
    });
    kinds.into_iter()
}

async fn secret(app: &App, client_id: ClientId, end: Option<Timestamp>) -> Result<Option<KeptCredential>, AppError> {
    let name = ClientSecret::name(app.profile.name(), client_id.to_string());
    let Some(secret) = app.vault.read::<ClientSecret>(&name).await? else { return Ok(None) };
    let facts = CredentialFacts::Secret { shape: SecretShape::of(&secret), end };
    Ok(Some(KeptCredential { credential: ClientCredential::Secret(secret), facts }))
}

async fn certificate(app: &App, client_id: ClientId) -> Result<Option<KeptCredential>, AppError> {
    let name = CertificateKey::name(app.profile.name(), client_id.to_string());
    let Some(key) = app.vault.read::<CertificateKey>(&name).await? else { return Ok(None) };
    let certificate = ClientCertificate::from_pem(key.expose().as_bytes(), None)?;
    let facts = CredentialFacts::Certificate { end: Some(certificate.not_after()) };
    let credential = ClientCredential::Certificate { certificate, now: app.now(), jti: app.draw_guid() };
    Ok(Some(KeptCredential { credential, facts }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_is_sent_where_there_are_two() {
        const SECRET: SecretKind = SecretKind::ClientSecret;
        const CERTIFICATE: SecretKind = SecretKind::CertificateKey;
        let app: ClientId = "99999999-0000-4000-8000-00000000000a".parse().unwrap();
        let time = |second| Timestamp::from_second(second).unwrap();
        let record = |kind, added, end: Option<i64>| CredentialRecord {
            end: end.map(time),
            ..CredentialRecord::new(kind, app, Cloud::Public, time(added))
        };
        for (secret, certificate, first) in [
            (None, None, SECRET),
            (Some((1, None)), None, SECRET),
            (None, Some((1, None)), CERTIFICATE),
            (Some((2, None)), Some((1, Some(200))), SECRET),
            (Some((1, None)), Some((2, Some(200))), CERTIFICATE),
            (Some((2, Some(100))), Some((1, Some(200))), CERTIFICATE),
            (Some((2, Some(90))), Some((1, Some(100))), SECRET),
        ] {
            let secret = secret.map(|(added, end)| record(SECRET, added, end));
            let certificate = certificate.map(|(added, end)| record(CERTIFICATE, added, end));
            let kinds = [(SECRET, secret.as_ref()), (CERTIFICATE, certificate.as_ref())];
            assert_eq!(in_order(kinds, time(100)).next().unwrap().0, first, "{secret:?} {certificate:?}");
        }
    }
}
