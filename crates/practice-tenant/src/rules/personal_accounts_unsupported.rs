//! The endpoint of personal accounts, and an application that is for work and school accounts only.

use sso_core::registration::{Registration, SignInAudience};

use super::{OAuthError, Refusal, shown};
use crate::tenant::Segment;

pub const CODE: u32 = 9002332;

pub fn check(registration: &Registration, segment: Segment) -> Result<(), Refusal> {
    if !(segment == Segment::Consumers
        && matches!(registration.sign_in_audience, SignInAudience::AzureADMyOrg | SignInAudience::AzureADMultipleOrgs)) {
        return Ok(());
    }
    let client_id = registration.app_id.map(|id| id.to_string()).unwrap_or_default();
    let name = shown(&registration.display_name);
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidRequest,
        format!(
            "Application '{client_id}'({name}) is configured for use by Azure Active Directory users only. Please do not \
             use the /consumers endpoint to serve this request."
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_audience_and_the_segment_decide() {
        use SignInAudience::*;
        for (audience, segment, fine) in [
            (AzureADMyOrg, Segment::Consumers, false),
            (AzureADMultipleOrgs, Segment::Consumers, false),
            (AzureADMultipleOrgs, Segment::Common, true),
            (AzureADandPersonalMicrosoftAccount, Segment::Consumers, true),
            (PersonalMicrosoftAccount, Segment::Consumers, true),
        ] {
            let registration = Registration { sign_in_audience: audience, ..Registration::default() };
            assert_eq!(check(&registration, segment).is_ok(), fine, "{audience:?} {segment:?}");
        }
    }
}
