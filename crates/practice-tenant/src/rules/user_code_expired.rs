//! The person typed a user code that was good once.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 70019;

pub fn refusal() -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::ExpiredToken,
        "Verification code expired. Have the user retry the sign-in.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_seen_on_the_page_alone() {
        assert!(refusal().text.starts_with("Verification code expired"));
    }
}
