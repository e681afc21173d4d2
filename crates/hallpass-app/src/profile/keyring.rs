//! Which entries of the keyring are a profile's.

use sso_core::ClientId;

use super::{Profile, ProfileName};
use crate::vault::{SecretKind, SecretName};

impl Profile {
    /// The entries of the keyring that may be this profile's, by what it knows. `true`: by its own record one is there.
    pub(crate) fn keyring_entries(&self, name: &ProfileName) -> Vec<(SecretName, bool)> {
        let record = self.registration.as_ref();
        let of_record = record.map(|record| (record.client_id, record.secret.is_some()));
        let of_facts = self.facts.client_id.filter(|id| record.is_none_or(|record| record.client_id != *id));
        let clients = of_record.into_iter().chain(of_facts.map(|id| (id, false)));
        let entry = |kind, client: ClientId| SecretName { profile: name.into(), kind, account: client.to_string() };
        clients
            .flat_map(|(client, has_secret)| {
                [
                    (entry(SecretKind::ClientSecret, client), has_secret),
                    (entry(SecretKind::CertificateKey, client), false),
                ]
            })
            .collect()
    }
}
