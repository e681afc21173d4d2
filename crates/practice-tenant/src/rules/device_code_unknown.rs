//! A device code or user code that this tenant did not give, or gave to another client.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 70018;

pub fn refusal() -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::BadVerificationCode,
        "Bad verification code. The user might have typed in the wrong user code for device code flow.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_program_to_stop() {
        assert_eq!(refusal().error.as_str(), "bad_verification_code");
    }
}
