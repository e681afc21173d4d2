//! A client assertion that is not valid yet, or no longer.

use jiff::Timestamp;

use super::{OAuthError, Refusal};

pub const CODE: u32 = 700024;

/// Clocks differ by so many seconds.
const SKEW: i64 = 5 * 60;

/// `not_before` and `expires` in Unix seconds.
pub fn check(not_before: i64, expires: i64, now: Timestamp) -> Result<(), Refusal> {
    let second = now.as_second();
    if not_before.saturating_sub(SKEW) <= second && second < expires.saturating_add(SKEW) {
        return Ok(());
    }
    let written = |second: i64| {
        let time = Timestamp::from_second(second).unwrap_or(Timestamp::MIN);
        time.strftime("%Y-%m-%dT%H:%M:%S.0000000Z").to_string()
    };
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidClient,
        format!(
            "Client assertion is not within its valid time range. Current time: {}, assertion valid from: {}, expiry \
             time of assertion: {}. Review the documentation at \
             https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials .",
            written(second),
            written(not_before),
            written(expires)
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn within_five_minutes_of_its_time() {
        for (second, fine) in [(699, false), (700, true), (1000, true), (1899, true), (1900, false)] {
            let now = Timestamp::from_second(second).unwrap();
            assert_eq!(check(1000, 1600, now).is_ok(), fine, "{second}");
        }
        assert!(check(i64::MAX, i64::MIN, Timestamp::UNIX_EPOCH).is_err());
    }
}
