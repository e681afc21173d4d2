use jiff::SignedDuration;

use crate::{AppIdUri, ClientId, ScopeName, TenantId};

/// What the server behind the add-in must expect; comes out of the plan.
#[derive(Debug, Clone)]
pub struct Expected {
    pub client_id: ClientId,
    /// Accepted as `aud` of version 1 tokens.
    pub app_id_uris: Vec<AppIdUri>,
    /// Issuer of the metadata for version 2 tokens: literal, or a template with `{tenantid}`.
    pub issuer: String,
    /// Empty: any tenant.
    pub tenants: Vec<TenantId>,
    pub scope: ScopeName,
    /// Clock skew, at most 5 minutes: a longer one is cut down to that.
    pub skew: SignedDuration,
}

impl Expected {
    const MAX_SKEW: SignedDuration = SignedDuration::from_mins(5);

    pub(super) fn skew(&self) -> SignedDuration {
        self.skew.clamp(SignedDuration::ZERO, Self::MAX_SKEW)
    }
}
