//! The client proved itself by a certificate that its registration does not hold.

use sso_core::ClientId;

use super::{OAuthError, Refusal};

pub const CODE: u32 = 700027;

pub fn refusal(client_id: ClientId) -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidClient,
        format!(
            "The certificate with identifier used to sign the client assertion is not registered on application. \
             [Reason - The key was not found., Application: '{client_id}']"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_clients_fault() {
        assert_eq!(refusal(ClientId::from_uuid(uuid::Uuid::from_u128(7))).status, 401);
    }
}
