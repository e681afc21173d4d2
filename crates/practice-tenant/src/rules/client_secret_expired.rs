//! The client secret was right once: its `endDateTime` has passed.

use jiff::Timestamp;
use sso_core::ClientId;

use super::{OAuthError, Refusal};

pub const CODE: u32 = 7000222;

/// `ends`: none means never.
pub fn check(client_id: ClientId, ends: Option<Timestamp>, now: Timestamp) -> Result<(), Refusal> {
    if ends.is_none_or(|ends| now < ends) {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidClient,
        format!(
            "The provided client secret keys for app '{client_id}' are expired. Visit the Azure portal to create new \
             keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added \
             security: https://aka.ms/certCreds."
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_at_its_end() {
        let id = ClientId::from_uuid(uuid::Uuid::from_u128(7));
        let at = |second| Timestamp::from_second(second).unwrap();
        assert!(check(id, Some(at(100)), at(99)).is_ok());
        assert!(check(id, Some(at(100)), at(100)).is_err());
        assert!(check(id, None, at(100)).is_ok());
    }
}
