//! The code was asked for with another redirect URI than it is redeemed with.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 500112;

/// Compared as text: a slash more is another address.
pub fn check(authorized: &str, redeemed: &str) -> Result<(), Refusal> {
    if authorized == redeemed {
        return Ok(());
    }
    let (authorized, redeemed) = (shown(authorized), shown(redeemed));
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        format!(
            "The reply address '{redeemed}' does not match the reply address '{authorized}' provided when requesting \
             Authorization code."
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_the_letter() {
        for (redeemed, same) in
            [("http://localhost:1", true), ("http://localhost:1/", false), ("http://localhost:2", false), ("", false)]
        {
            assert_eq!(check("http://localhost:1", redeemed).is_ok(), same, "{redeemed}");
        }
    }
}
