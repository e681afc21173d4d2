//! Client credentials at an endpoint of many tenants: an app without a user is of one tenant, which must be named.

use super::{OAuthError, Refusal};
use crate::tenant::Segment;

pub const CODE: u32 = 9001023;

pub fn check(segment: Segment) -> Result<(), Refusal> {
    match segment {
        Segment::Tenant(_) => Ok(()),
        Segment::Common | Segment::Organizations | Segment::Consumers => Err(Refusal::new(
            CODE,
            OAuthError::InvalidRequest,
            "The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or \
             tenant-specific endpoint.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_tenant_will_do() {
        let tenant = sso_core::TenantId::from_uuid(uuid::Uuid::from_u128(7));
        assert_eq!(check(Segment::Tenant(tenant)), Ok(()));
        for segment in [Segment::Common, Segment::Organizations, Segment::Consumers] {
            assert!(check(segment).is_err());
        }
    }
}
