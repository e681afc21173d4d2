//! On-behalf-of with something that is no JWT: cut off, or with "Bearer " in front.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 50027;

pub fn refusal() -> Refusal {
    Refusal::new(CODE, OAuthError::InvalidRequest, "JWT token is invalid or malformed.")
}

/// The same of a client assertion: then it is the client's own fault.
pub fn of_client() -> Refusal {
    Refusal { error: OAuthError::InvalidClient, status: 401, ..refusal() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_nothing_of_the_token() {
        assert_eq!(refusal().text, "JWT token is invalid or malformed.");
    }
}
