//! A code is redeemed at another tenant than the one that gave it.

use sso_core::TenantId;

use super::{OAuthError, Refusal};
use crate::tenant::Segment;

pub const CODE: u32 = 700005;

pub fn check(issued_by: TenantId, segment: Segment) -> Result<(), Refusal> {
    if segment.tenant().is_none_or(|asked| asked == issued_by) {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        "Provided authorization code is intended to be used against other tenant, thus rejected.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_named_tenant_can_be_another() {
        let tenant = |n: u128| TenantId::from_uuid(uuid::Uuid::from_u128(n));
        for (segment, fine) in [
            (Segment::Tenant(tenant(1)), true),
            (Segment::Tenant(tenant(2)), false),
            (Segment::Consumers, false),
            (Segment::Common, true),
            (Segment::Organizations, true),
        ] {
            assert_eq!(check(tenant(1), segment).is_ok(), fine, "{segment:?}");
        }
    }
}
