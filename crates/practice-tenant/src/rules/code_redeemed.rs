//! An authorization code is good once.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 54005;

pub fn check(redeemed: bool) -> Result<(), Refusal> {
    if !redeemed {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing \
         refresh token.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn once() {
        assert!(check(false).is_ok());
        assert_eq!(check(true).unwrap_err().code, CODE);
    }
}
