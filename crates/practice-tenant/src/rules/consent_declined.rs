//! The user pressed Cancel on the consent page.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 65004;

pub fn refusal() -> Refusal {
    Refusal::new(CODE, OAuthError::AccessDenied, "User declined to consent to access the app.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_access_denied() {
        assert_eq!(refusal().error, OAuthError::AccessDenied);
    }
}
