//! A refresh token that nobody used for 90 days.

use jiff::{SignedDuration, Timestamp};

use super::{OAuthError, Refusal};

pub const CODE: u32 = 700082;

const LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);

pub fn check(issued: Timestamp, now: Timestamp) -> Result<(), Refusal> {
    if now.duration_since(issued) < LIFE {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        format!(
            "The refresh token has expired due to inactivity. The token was issued on {} and was inactive for \
             90.00:00:00.",
            issued.strftime("%Y-%m-%dT%H:%M:%S.0000000Z")
        ),
    )
    .with_suberror("bad_token"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ninety_days() {
        let issued = Timestamp::UNIX_EPOCH;
        let after = |hours| issued + SignedDuration::from_hours(hours);
        assert!(check(issued, after(90 * 24 - 1)).is_ok());
        assert!(check(issued, after(90 * 24)).is_err());
    }
}
