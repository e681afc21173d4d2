//! What came is no `application/x-www-form-urlencoded` text, says a parameter twice, or says one that makes no sense.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 9002313;

pub fn refusal() -> Refusal {
    Refusal::new(CODE, OAuthError::InvalidRequest, "Invalid request. Request is malformed or invalid.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_its_words() {
        assert_eq!(refusal().text, "Invalid request. Request is malformed or invalid.");
    }
}
