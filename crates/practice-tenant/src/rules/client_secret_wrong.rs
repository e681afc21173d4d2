//! The client secret is not one of the application's: often its ID was sent in place of its value.

use sso_core::ClientId;

use super::{OAuthError, Refusal};

pub const CODE: u32 = 7000215;

pub fn refusal(client_id: ClientId) -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidClient,
        format!(
            "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, \
             not the client secret ID, for a secret added to app '{client_id}'."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_value_from_id() {
        let refusal = refusal(ClientId::from_uuid(uuid::Uuid::from_u128(7)));
        assert!(refusal.text.contains("the client secret value, not the client secret ID"));
        assert_eq!(refusal.status, 401);
    }
}
