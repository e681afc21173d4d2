//! On-behalf-of with a token that is no longer, or not yet, valid.

use jiff::Timestamp;

use super::{OAuthError, Refusal};

pub const CODE: u32 = 500133;

/// `not_before` and `expires` in Unix seconds, as `nbf` and `exp` say.
pub fn check(not_before: i64, expires: i64, now: Timestamp) -> Result<(), Refusal> {
    if (not_before..expires).contains(&now.as_second()) {
        return Ok(());
    }
    let written = |time: Timestamp| time.strftime("%Y-%m-%dT%H:%M:%S.0000000Z").to_string();
    let expires = Timestamp::from_second(expires).map(written).unwrap_or_default();
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        format!(
            "Assertion is not within its valid time range. Ensure that the access token is not expired before using \
             it for user assertion, or request a new token. Current time: {}, expiry time of assertion {expires}.",
            written(now)
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_outside() {
        for (now, valid) in [(99, false), (100, true), (199, true), (200, false)] {
            assert_eq!(check(100, 200, Timestamp::from_second(now).unwrap()).is_ok(), valid, "{now}");
        }
    }

    #[test]
    fn a_time_beyond_the_calendar_is_refused_all_the_same() {
        assert!(check(i64::MAX, i64::MAX, Timestamp::UNIX_EPOCH).is_err());
    }
}
