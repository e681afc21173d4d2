//! The cryptography library refused to sign. Never seen; a client is told what Entra tells it in trouble.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 90033;

pub fn refusal() -> Refusal {
    Refusal::new(CODE, OAuthError::TemporarilyUnavailable, "A transient error has occurred. Please try again.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_not_the_clients_fault() {
        assert_eq!(refusal().status, 503);
    }
}
