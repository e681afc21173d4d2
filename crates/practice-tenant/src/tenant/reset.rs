//! Back to the seed.

use sso_core::ClientId;
use uuid::Uuid;

use super::Tenant;

/// The add-in that is ready for use, and the secret of it that was handed out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ready {
    pub client_id: ClientId,
    /// `None`: the seed names the secret, and a reset brings it back anyway.
    pub key_id: Option<Uuid>,
}

impl Tenant {
    /// The secret of this add-in is the one that a reset keeps.
    pub fn keep_ready(&mut self, client_id: ClientId, key_id: Option<Uuid>) {
        self.ready = Some(Ready { client_id, key_id });
    }

    /// Forgets registrations, consent, sessions, codes, refresh tokens, changed users and faults. What stays: the signing
    /// key, so that an access token is genuine until it ends, and the ready add-in with its secret, because programs
    /// have both in their settings.
    pub fn reset(&mut self) {
        let fresh = Self::new(
            self.seed.clone(),
            self.graph_origin.clone(),
            self.signer.clone(),
            self.clock.clone(),
            self.chance.clone(),
        );
        let mut earlier = std::mem::replace(self, fresh);
        let Some(ready) = earlier.ready else { return };
        let Some(before) = earlier.applications.remove(&ready.client_id) else { return };
        if let (Some(application), Some(key_id)) = (self.applications.get_mut(&ready.client_id), ready.key_id) {
            application.keep_secret(before, key_id);
        }
        self.ready = Some(ready);
    }
}
