//! The assertion is a token of an application without a user: there is nobody on whose behalf to act.

use sso_core::ClientId;

use super::{OAuthError, Refusal};

pub const CODE: u32 = 7000114;

pub fn check(client_id: ClientId, is_app_only: bool) -> Result<(), Refusal> {
    if !is_app_only {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        format!("Application '{client_id}' is not allowed to make application on-behalf-of calls."),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_needed() {
        let id = ClientId::from_uuid(uuid::Uuid::from_u128(7));
        assert_eq!(check(id, false), Ok(()));
        assert!(check(id, true).is_err());
    }
}
