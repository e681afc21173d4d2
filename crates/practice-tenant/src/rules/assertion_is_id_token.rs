//! On-behalf-of with the ID token, which tells a client who signed in and opens nothing.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 240002;

/// `has_scope`: the token has `scp`, which an ID token never has.
pub fn check(has_scope: bool) -> Result<(), Refusal> {
    if has_scope {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        "Input id_token cannot be used as 'urn:ietf:params:oauth:grant-type:jwt-bearer' grant.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_access_token_has_a_scope() {
        assert!(check(true).is_ok());
        assert_eq!(check(false).unwrap_err().code, CODE);
    }
}
