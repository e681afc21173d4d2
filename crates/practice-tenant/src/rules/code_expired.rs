//! An authorization code is good for ten minutes.

use jiff::Timestamp;

use super::{OAuthError, Refusal};

pub const CODE: u32 = 70008;

pub fn check(expires: Timestamp, now: Timestamp) -> Result<(), Refusal> {
    if now < expires {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive \
         authorization request for this user and resource.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_at_its_end() {
        let at = |second| Timestamp::from_second(second).unwrap();
        assert!(check(at(600), at(599)).is_ok());
        assert!(check(at(600), at(600)).is_err());
    }
}
