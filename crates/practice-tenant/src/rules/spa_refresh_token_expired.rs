//! A single-page application's refresh token lives 24 hours, and so does the whole row: each new one ends when
//! the first one of the row would have.

use jiff::{SignedDuration, Timestamp};

use super::{OAuthError, Refusal};
use crate::tenant::Platform;

pub const CODE: u32 = 700084;

const LIFE: SignedDuration = SignedDuration::from_hours(24);

/// `first_issued`: when the first token of the row was.
pub fn check(platform: Platform, first_issued: Timestamp, now: Timestamp) -> Result<(), Refusal> {
    if platform != Platform::Spa || now.duration_since(first_issued) < LIFE {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        format!(
            "The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of \
             1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA \
             to the sign in page. The token was issued on {}.",
            first_issued.strftime("%Y-%m-%dT%H:%M:%S.0000000Z")
        ),
    )
    .with_suberror("bad_token"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day() {
        let start = Timestamp::UNIX_EPOCH;
        let after = |hours| start + SignedDuration::from_hours(hours);
        assert!(check(Platform::Spa, start, after(23)).is_ok());
        assert!(check(Platform::Spa, start, after(24)).is_err());
        assert!(check(Platform::PublicClient, start, after(24)).is_ok());
    }
}
