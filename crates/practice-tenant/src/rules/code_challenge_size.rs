//! A PKCE code challenge that is no base64url SHA-256 (RFC 7636 §4.2: 43 to 128 characters).

use super::{OAuthError, Refusal};

pub const CODE: u32 = 501491;

pub fn check(challenge: &str) -> Result<(), Refusal> {
    let unreserved = |c: u8| c.is_ascii_alphanumeric() || b"-._~".contains(&c);
    if (43..=128).contains(&challenge.len()) && challenge.bytes().all(unreserved) {
        return Ok(());
    }
    Err(Refusal::new(CODE, OAuthError::InvalidRequest, "Invalid size of Code_Challenge parameter."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_letters() {
        for (challenge, fine) in [
            ("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", true),
            ("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=", false),
            ("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c", false),
            ("", false),
        ] {
            assert_eq!(check(challenge).is_ok(), fine, "{challenge}");
        }
        assert!(check(&"a".repeat(129)).is_err());
    }
}
