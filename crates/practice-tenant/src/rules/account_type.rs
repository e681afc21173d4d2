//! A personal account where only work or school accounts may sign in, or the other way round: the segment of the path
//! and the registration's `signInAudience` decide.

use sso_core::registration::{Registration, SignInAudience};

use super::{OAuthError, Refusal};
use crate::Account;
use crate::tenant::Segment;

pub const CODE: u32 = 500208;

pub fn check(registration: &Registration, segment: Segment, account: Account) -> Result<(), Refusal> {
    let fits = match segment {
        // Whether it was invited is asked later.
        Segment::Tenant(_) => true,
        Segment::Consumers => account.is_personal(),
        Segment::Organizations => !account.is_personal(),
        Segment::Common => match registration.sign_in_audience {
            SignInAudience::AzureADandPersonalMicrosoftAccount => true,
            SignInAudience::PersonalMicrosoftAccount => account.is_personal(),
            SignInAudience::AzureADMyOrg | SignInAudience::AzureADMultipleOrgs => !account.is_personal(),
        },
    };
    if fits {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidRequest,
        "The domain is not a valid login domain for the account type. Use an account of the type that the application \
         is configured for.",
    ))
}

#[cfg(test)]
mod tests {
    use sso_core::TenantId;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_segment_and_the_audience_decide() {
        use SignInAudience::*;
        let contoso = TenantId::from_uuid(Uuid::from_u128(9));
        for (audience, segment, work, personal) in [
            (AzureADMyOrg, Segment::Tenant(contoso), true, true),
            (AzureADMultipleOrgs, Segment::Common, true, false),
            (AzureADMultipleOrgs, Segment::Organizations, true, false),
            (AzureADandPersonalMicrosoftAccount, Segment::Common, true, true),
            (AzureADandPersonalMicrosoftAccount, Segment::Organizations, true, false),
            (AzureADandPersonalMicrosoftAccount, Segment::Consumers, false, true),
            (PersonalMicrosoftAccount, Segment::Consumers, false, true),
        ] {
            let registration = Registration { sign_in_audience: audience, ..Registration::default() };
            for (tenant_id, fine) in [(contoso, work), (TenantId::PERSONAL_ACCOUNTS, personal)] {
                let account = Account { tenant_id, id: Uuid::from_u128(1) };
                assert_eq!(check(&registration, segment, account).is_ok(), fine, "{audience:?} {segment:?} {tenant_id}");
            }
        }
    }
}
