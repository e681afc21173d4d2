//! An application for personal accounts only, asked for anywhere but at their endpoint.

use sso_core::registration::{Registration, SignInAudience};

use super::{OAuthError, Refusal, shown};
use crate::tenant::Segment;

pub const CODE: u32 = 9002331;

pub fn check(registration: &Registration, segment: Segment) -> Result<(), Refusal> {
    if !(segment != Segment::Consumers && registration.sign_in_audience == SignInAudience::PersonalMicrosoftAccount) {
        return Ok(());
    }
    let client_id = registration.app_id.map(|id| id.to_string()).unwrap_or_default();
    let name = shown(&registration.display_name);
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidRequest,
        format!(
            "Application '{client_id}'({name}) is configured for use by Microsoft Account users only. Please use the \
             /consumers endpoint to serve this request."
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
            (PersonalMicrosoftAccount, Segment::Common, false),
            (PersonalMicrosoftAccount, Segment::Organizations, false),
            (PersonalMicrosoftAccount, Segment::Consumers, true),
            (AzureADandPersonalMicrosoftAccount, Segment::Common, true),
            (AzureADMyOrg, Segment::Common, true),
        ] {
            let registration = Registration { sign_in_audience: audience, ..Registration::default() };
            assert_eq!(check(&registration, segment).is_ok(), fine, "{audience:?} {segment:?}");
        }
    }
}
