//! Conditional Access demands a younger sign-in than the one behind this token.

use jiff::Timestamp;

use super::{OAuthError, Refusal};

pub const CODE: u32 = 70043;

/// `hours`: how old the sign-in may be.
pub fn refusal(signed_in: Timestamp, hours: u16) -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        format!(
            "The refresh token has expired or is invalid due to sign-in frequency checks by Conditional Access. The \
             token was issued on {} and the maximum allowed lifetime for this request is {}.",
            signed_in.strftime("%Y-%m-%dT%H:%M:%S.0000000Z"),
            u32::from(hours) * 3600
        ),
    )
    .with_suberror("bad_token")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_since_when_and_how_long() {
        let text = refusal(Timestamp::UNIX_EPOCH, 4).text;
        assert!(text.contains("1970-01-01T00:00:00") && text.ends_with("request is 14400."), "{text}");
    }
}
