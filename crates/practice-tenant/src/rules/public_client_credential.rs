//! A public client proves nothing by a secret, which everybody who has the program could read.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 700025;

pub fn check(has_credential: bool) -> Result<(), Refusal> {
    if !has_credential {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidClient,
        "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sends_none() {
        assert!(check(false).is_ok());
        assert!(check(true).is_err());
    }
}
