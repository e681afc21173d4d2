use std::collections::BTreeSet;

use sso_core::ClientId;
use uuid::Uuid;

/// A Conditional Access policy, as far as an add-in's developer meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionalAccessPolicy {
    pub id: Uuid,
    pub display_name: String,
    /// Object IDs of the users that it is for; empty: everybody.
    pub users: BTreeSet<Uuid>,
    /// `appId` of the resources that it guards, Graph among them; empty: all.
    pub resources: BTreeSet<ClientId>,
    pub control: AccessControl,
}

/// What a policy demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessControl {
    /// Multi-factor authentication: AADSTS50076 until it was passed.
    Mfa,
    /// The same, and the user has to register for it first: AADSTS50079.
    MfaRegistration,
    /// A challenge of another provider: AADSTS50158.
    ExternalChallenge,
    /// A sign-in that is no older than so many hours: AADSTS70043.
    SignInFrequency { hours: u16 },
    /// A device that is managed and compliant: AADSTS53000. No device here is.
    CompliantDevice,
    /// Nobody gets in: AADSTS53003.
    Block,
}

impl ConditionalAccessPolicy {
    pub(crate) fn is_for(&self, user: Uuid, resource: ClientId) -> bool {
        (self.users.is_empty() || self.users.contains(&user))
            && (self.resources.is_empty() || self.resources.contains(&resource))
    }
}
