//! A single-tenant application must name its tenant.

use sso_core::registration::{Registration, SignInAudience};

use super::{OAuthError, Refusal, shown};
use crate::tenant::Segment;

pub const CODE: u32 = 50194;

pub fn check(registration: &Registration, segment: Segment) -> Result<(), Refusal> {
    let is_named = matches!(segment, Segment::Tenant(_) | Segment::Consumers);
    if is_named || registration.sign_in_audience != SignInAudience::AzureADMyOrg {
        return Ok(());
    }
    let client_id = registration.app_id.map(|id| id.to_string()).unwrap_or_default();
    let name = shown(&registration.display_name);
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidRequest,
        format!(
            "Application '{client_id}'({name}) is not configured as a multi-tenant application. Usage of the /common \
             endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or \
             configure the application to be multi-tenant."
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_single_tenant_apps_must_name_it() {
        use SignInAudience::*;
        for (audience, segment, fine) in [
            (AzureADMyOrg, Segment::Tenant(sso_core::TenantId::from_uuid(uuid::Uuid::from_u128(9))), true),
            (AzureADMyOrg, Segment::Common, false),
            (AzureADMyOrg, Segment::Organizations, false),
            (AzureADMultipleOrgs, Segment::Common, true),
            (AzureADandPersonalMicrosoftAccount, Segment::Organizations, true),
        ] {
            let registration = Registration { sign_in_audience: audience, ..Registration::default() };
            assert_eq!(check(&registration, segment).is_ok(), fine, "{audience:?} {segment:?}");
        }
    }
}
