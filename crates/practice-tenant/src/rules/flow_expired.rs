//! A page was sent twice, or lay open for too long.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 50089;

pub fn refusal() -> Refusal {
    Refusal::new(CODE, OAuthError::InvalidGrant, "Authentication failed due to flow token expired.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_its_words() {
        assert!(refusal().text.contains("flow token expired"));
    }
}
