use jiff::SignedDuration;
use url::Url;

use crate::HostPort;

/// What the server behind the add-in must expect of an Exchange identity token.
#[derive(Debug, Clone)]
pub struct ExchangeExpected {
    /// The add-in's page: the first `SourceLocation` of `ItemRead` or `ItemEdit`, or `extensions.audienceClaimUrl`.
    pub audience: Url,
    /// Whose metadata is believed; never taken from a token.
    pub hosts: Vec<HostPort>,
    /// The realm in `iss`, where it is known: a tenant ID, or the domain of the server. `None`: any.
    pub realm: Option<String>,
    /// Clock skew, at most 5 minutes: a longer one is cut down to that.
    pub skew: SignedDuration,
}

impl ExchangeExpected {
    const MAX_SKEW: SignedDuration = SignedDuration::from_mins(5);

    pub(super) fn skew(&self) -> SignedDuration {
        self.skew.clamp(SignedDuration::ZERO, Self::MAX_SKEW)
    }
}
