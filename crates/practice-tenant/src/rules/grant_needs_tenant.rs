//! Client credentials at an endpoint of many tenants: an app without a user is of one tenant, which must be named.

use super::{OAuthError, Refusal, tenant_not_named};
use crate::tenant::Segment;

pub const CODE: u32 = 9001023;

pub fn check(segment: Segment) -> Result<(), Refusal> {
    match segment {
        Segment::Tenant(_) => Ok(()),
        // The words of the other answer send the client here.
        Segment::Organizations => Err(tenant_not_named::refusal()),
        Segment::Common | Segment::Consumers => Err(Refusal::new(
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
        for (segment, code) in
            [(Segment::Common, CODE), (Segment::Consumers, CODE), (Segment::Organizations, tenant_not_named::CODE)]
        {
            assert_eq!(check(segment).unwrap_err().code, code);
        }
    }
}
