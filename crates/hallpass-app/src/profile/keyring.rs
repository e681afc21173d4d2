//! Which entries of the keyring are a profile's.

use sso_core::ClientId;

use super::{Profile, ProfileName};
use crate::vault::{SecretKind, SecretName};

impl Profile {
    /// The entries of the keyring that may be this profile's, by what it knows. `true`: by its own record one is there.
    pub(crate) fn keyring_entries(&self, name: &ProfileName) -> Vec<(SecretName, bool)> {
        let mut clients: Vec<ClientId> = self.registration.iter().map(|record| record.client_id).collect();
        clients.extend(self.facts.client_id);
        clients.extend(self.credentials.iter().map(|known| known.client_id));
        clients.sort();
        clients.dedup();
        let entry = |kind, client: ClientId| SecretName { profile: name.into(), kind, account: client.to_string() };
        let kinds = [SecretKind::ClientSecret, SecretKind::CertificateKey];
        clients
            .into_iter()
            .flat_map(|client| kinds.map(|kind| (entry(kind, client), self.credential(kind, client).is_some())))
            .collect()
    }
}
