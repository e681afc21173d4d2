//! The credential that an app sends: out of the keyring, with what is known of it.

use entra_client::{ClientCertificate, ClientCredential};
use sso_core::rules::on_behalf_of::{CredentialFacts, SecretShape};
use sso_core::token::{CertificateKey, ClientSecret};
use sso_core::{ClientId, Timestamp};

use crate::profile::{self, CredentialRecord};
use crate::vault::{Kept, SecretKind};
use crate::{App, AppError};

/// By which an app proves who it is.
#[derive(Debug, Clone)]
pub struct KeptCredential {
    pub credential: ClientCredential,
    /// For what is judged before anything is sent.
    pub facts: CredentialFacts,
}

/// What the keyring holds for this app in the profile. Of a secret and a certificate the one that is still good, else the
/// one that was added last. `None`: it holds neither.
///
/// A locked keyring is not waited for: [`unlocked`](super::unlocked) before.
///
/// # Errors
/// Those of the keyring and of the profile; `certificate-not-usable` where somebody else changed what it holds.
pub async fn credential(app: &App, client_id: ClientId) -> Result<Option<KeptCredential>, AppError> {
    let profile = profile::read(app)?;
    let record = |kind| profile.as_ref().and_then(|profile| profile.credential(kind, client_id));
    for (kind, end) in
        in_order([SecretKind::ClientSecret, SecretKind::CertificateKey].map(|kind| (kind, record(kind))), app.now())
    {
        let kept = match kind {
            SecretKind::CertificateKey => certificate(app, client_id).await?,
            _ => secret(app, client_id, end).await?,
        };
        if kept.is_some() {
            return Ok(kept);
        }
    }
    Ok(None)
}

/// What is known to be there before what is not; what is good before what has ended; the newest first.
fn in_order(
    mut kinds: [(SecretKind, Option<&CredentialRecord>); 2],
    now: Timestamp,
) -> impl Iterator<Item = (SecretKind, Option<Timestamp>)> {
    kinds.sort_by_key(|(_, record)| {
        let is_good = record.map(|record| record.end.is_none_or(|end| now < end));
        std::cmp::Reverse((is_good, record.map(|record| record.added)))
    });
    kinds.into_iter().map(|(kind, record)| (kind, record.and_then(|record| record.end)))
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
            ..CredentialRecord::new(kind, app, time(added))
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
