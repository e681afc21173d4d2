//! What is known of the secrets and certificates that the keyring holds. Never their values.

use serde::{Deserialize, Serialize};
use sso_core::{ClientId, Cloud, Timestamp};
use uuid::Uuid;

use super::Profile;
use crate::vault::SecretKind;

/// Of one entry of the keyring by which an app proves who it is: a client secret, or a certificate with its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CredentialRecord {
    pub kind: SecretKind,
    /// Whose it is; one app has at most one of a kind.
    pub client_id: ClientId,
    /// When it was put into the keyring.
    pub added: Timestamp,
    /// From then on Entra refuses it. Of a secret that somebody else made it is known only where they said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Timestamp>,
    /// "Secret ID" in the portal, of a secret that a live run made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_id: Option<Uuid>,
    /// The first characters of a secret, as Graph answers them and the portal lists them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Of a certificate, as the portal lists it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbprint: Option<String>,
    /// Whose a certificate says that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Where it was kept for: it is sent to nobody else, whatever cloud the profile names by then. `None` only in a file of
    /// before this was written down; reading the profile says it ([`Profile::bind_credentials`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloud: Option<Cloud>,
}

impl CredentialRecord {
    /// With what every kind has.
    pub fn new(kind: SecretKind, client_id: ClientId, cloud: Cloud, added: Timestamp) -> Self {
        Self {
            kind,
            client_id,
            added,
            end: None,
            key_id: None,
            hint: None,
            thumbprint: None,
            subject: None,
            cloud: Some(cloud),
        }
    }

    /// Whether it goes where it was kept for: by the authority, which is who gets to see it.
    pub fn is_for(&self, cloud: &Cloud) -> bool {
        self.cloud.as_ref().is_some_and(|own| own.authority() == cloud.authority())
    }
}

impl Profile {
    /// Records of before clouds were written down are of the cloud that the profile names in the same file; those of another
    /// app than the profile's are of the public one, as that app is where nobody says otherwise.
    pub(super) fn bind_credentials(&mut self) {
        let (own, cloud) = (self.client_id(), self.facts.cloud.clone().unwrap_or_default());
        for record in self.credentials.iter_mut().filter(|record| record.cloud.is_none()) {
            let is_own = own.is_none_or(|own| own == record.client_id);
            record.cloud = Some(if is_own { cloud.clone() } else { Cloud::default() });
        }
    }

    /// What is known of the app's credential of this kind.
    pub fn credential(&self, kind: SecretKind, client_id: ClientId) -> Option<&CredentialRecord> {
        self.credentials.iter().find(|known| (known.kind, known.client_id) == (kind, client_id))
    }

    /// In place of what was known of the one before.
    pub fn remember_credential(&mut self, record: CredentialRecord) {
        self.forget_credential(record.kind, record.client_id);
        self.credentials.push(record);
    }

    /// Of a credential that the keyring does not hold any more.
    pub fn forget_credential(&mut self, kind: SecretKind, client_id: ClientId) -> Option<CredentialRecord> {
        let at = self.credentials.iter().position(|known| (known.kind, known.client_id) == (kind, client_id))?;
        Some(self.credentials.remove(at))
    }
}

/// Makes the changes that lead from `before` to `after`, record by record: another program may have put one in meanwhile.
pub(super) fn carry_over(records: &mut Vec<CredentialRecord>, before: &[CredentialRecord], after: &[CredentialRecord]) {
    let is_of =
        |one: &CredentialRecord, other: &CredentialRecord| (one.kind, one.client_id) == (other.kind, other.client_id);
    for gone in before.iter().filter(|known| !after.iter().any(|other| is_of(known, other))) {
        records.retain(|known| !is_of(known, gone));
    }
    for new in after.iter().filter(|known| !before.contains(known)) {
        records.retain(|known| !is_of(known, new));
        records.push(new.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_kind() {
        let app: ClientId = "99999999-0000-4000-8000-00000000000a".parse().unwrap();
        let other: ClientId = "99999999-0000-4000-8000-00000000000b".parse().unwrap();
        let record = |kind, client_id, second| {
            CredentialRecord::new(kind, client_id, Cloud::UsGov, Timestamp::from_second(second).unwrap())
        };
        let mut profile = Profile::new(Uuid::nil());
        for known in [
            record(SecretKind::ClientSecret, app, 1),
            record(SecretKind::CertificateKey, app, 2),
            record(SecretKind::ClientSecret, other, 3),
            record(SecretKind::ClientSecret, app, 4),
        ] {
            profile.remember_credential(known);
        }
        let written = toml::to_string(&profile).unwrap();
        let mut read: Profile = toml::from_str(&written).unwrap();
        assert_eq!(read, profile, "{written}");
        assert_eq!(read.credentials.len(), 3);
        assert_eq!(read.credential(SecretKind::ClientSecret, app), Some(&record(SecretKind::ClientSecret, app, 4)));
        assert!(read.forget_credential(SecretKind::ClientSecret, app).is_some());
        assert_eq!(read.forget_credential(SecretKind::ClientSecret, app), None);
        assert!(read.credential(SecretKind::CertificateKey, app).is_some());
    }

    /// As profiles were written before clouds stood in records.
    #[test]
    fn old_records_are_of_the_cloud_that_the_profile_had() {
        const OWN: &str = "99999999-0000-4000-8000-00000000000a";
        const OTHER: &str = "99999999-0000-4000-8000-00000000000b";
        let old = |client_id: &str| {
            format!(
                "[[credentials]]\nkind = \"client-secret\"\nclient_id = \"{client_id}\"\nadded = \"2026-01-15T00:00:00Z\"\n"
            )
        };
        for (facts, clouds) in [
            (format!("client_id = \"{OWN}\"\ncloud = \"us-gov\""), [Cloud::UsGov, Cloud::Public]),
            (format!("client_id = \"{OWN}\""), [Cloud::Public, Cloud::Public]),
            ("cloud = \"china\"".to_owned(), [Cloud::China, Cloud::China]),
        ] {
            let (id, records) = (Uuid::nil(), [old(OWN), old(OTHER)].concat());
            let mut profile: Profile =
                toml::from_str(&format!("version = 1\nid = \"{id}\"\n[facts]\n{facts}\n{records}")).unwrap();
            profile.bind_credentials();
            assert_eq!(profile.credentials.iter().map(|one| one.cloud.clone().unwrap()).collect::<Vec<_>>(), clouds);
            // From then on it is written down, whatever the profile says later.
            profile.facts.cloud = Some(Cloud::Practice);
            let mut read: Profile = toml::from_str(&toml::to_string(&profile).unwrap()).unwrap();
            read.bind_credentials();
            assert_eq!(read, profile);
            assert!(profile.credentials[0].is_for(&clouds[0]) && !profile.credentials[0].is_for(&Cloud::Practice));
        }
    }

    #[test]
    fn what_another_program_put_in_meanwhile_stays() {
        let app = |digit: char| format!("99999999-0000-4000-8000-00000000000{digit}").parse::<ClientId>().unwrap();
        let of = |client_id, second| {
            CredentialRecord::new(
                SecretKind::ClientSecret,
                client_id,
                Cloud::Public,
                Timestamp::from_second(second).unwrap(),
            )
        };
        let (before, after) = (vec![of(app('a'), 1), of(app('b'), 1)], vec![of(app('a'), 2), of(app('c'), 1)]);
        let mut records = vec![of(app('a'), 1), of(app('b'), 1), of(app('d'), 9)];
        carry_over(&mut records, &before, &after);
        assert_eq!(records, [of(app('d'), 9), of(app('a'), 2), of(app('c'), 1)]);
    }
}
