//! A confidential client sent no credential: a redirect URI of type Web, or on-behalf-of.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 7000218;

pub fn refusal() -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidClient,
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_clients_fault() {
        assert_eq!(refusal().status, 401);
    }
}
