//! On-behalf-of with a token that this tenant did not sign, or with a Graph token, whose signature only Graph can check.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 50013;

/// No key of the tenant has the ID that the token's header names.
pub fn unknown_key(kid: &str) -> Refusal {
    refusal(&format!("The key was not found., Thumbprint of key used by client: '{}'", shown(kid)))
}

/// The key is the tenant's, the signature is not.
pub fn bad_signature() -> Refusal {
    refusal("Key was found, but use of the key to verify the signature failed.")
}

fn refusal(reason: &str) -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        format!("Assertion failed signature validation. [Reason - {reason}]"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_foreign_key_from_a_bad_signature() {
        assert!(unknown_key("abc").text.contains("The key was not found"));
        assert!(unknown_key("abc").text.contains("'abc'"));
        assert!(bad_signature().text.contains("Key was found"));
    }
}
