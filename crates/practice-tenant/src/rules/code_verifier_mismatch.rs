//! PKCE: the verifier must hash to the challenge of the authorization request (RFC 7636 §4.6).

use super::{OAuthError, Refusal};
use crate::tenant::CodeChallenge;

pub const CODE: u32 = 501481;

/// A challenge demands a verifier. A verifier without a challenge is ignored.
pub fn check(challenge: Option<&CodeChallenge>, verifier: Option<&str>) -> Result<(), Refusal> {
    let matches = match (challenge, verifier) {
        (None, _) => true,
        (Some(challenge), Some(verifier)) => challenge.is_of(verifier),
        (Some(_), None) => false,
    };
    if matches {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn both_methods() {
        let s256 = CodeChallenge::S256(CHALLENGE.to_owned());
        let plain = CodeChallenge::Plain(VERIFIER.to_owned());
        for (challenge, verifier, fine) in [
            (Some(&s256), Some(VERIFIER), true),
            (Some(&s256), Some(CHALLENGE), false),
            (Some(&s256), None, false),
            (Some(&plain), Some(VERIFIER), true),
            (Some(&plain), Some(CHALLENGE), false),
            (None, Some(VERIFIER), true),
            (None, None, true),
        ] {
            assert_eq!(check(challenge, verifier).is_ok(), fine, "{verifier:?}");
        }
    }
}
