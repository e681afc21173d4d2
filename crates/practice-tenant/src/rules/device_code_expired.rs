//! The device code is older than `expires_in`.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 70020;

pub fn refusal() -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::ExpiredToken,
        "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_program_to_start_again() {
        assert_eq!(refusal().error.as_str(), "expired_token");
    }
}
