//! An administrator, or a new password, ended all sessions of the user (`user.signInSessionsValidFromDateTime`).

use jiff::Timestamp;

use super::{OAuthError, Refusal};

pub const CODE: u32 = 50173;

pub fn refusal(issued: Timestamp, valid_from: Timestamp) -> Refusal {
    let written = |time: Timestamp| time.strftime("%Y-%m-%dT%H:%M:%S.0000000Z").to_string();
    Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        format!(
            "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have \
             changed or reset their password. The grant was issued on '{}' and the TokensValidFrom date (before which \
             tokens are not valid) for this user is '{}'.",
            written(issued),
            written(valid_from)
        ),
    )
    .with_suberror("bad_token")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_both_times() {
        let text = refusal(Timestamp::UNIX_EPOCH, Timestamp::from_second(86_400).unwrap()).text;
        assert!(text.contains("'1970-01-01T") && text.contains("'1970-01-02T"), "{text}");
    }
}
