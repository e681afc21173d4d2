//! The user pressed Cancel on the consent page, or on one before it.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 65004;

pub fn refusal() -> Refusal {
    Refusal::new(CODE, OAuthError::AccessDenied, "User declined to consent to access the app.")
}

/// What the program on the other device is told.
pub fn on_device() -> Refusal {
    Refusal { error: OAuthError::AuthorizationDeclined, ..refusal() }
}

/// What the client of an administrator is told.
pub fn by_admin() -> Refusal {
    Refusal { error: OAuthError::ConsentRequired, ..refusal() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_access_denied() {
        assert_eq!(refusal().error, OAuthError::AccessDenied);
        assert_eq!(on_device().error.as_str(), "authorization_declined");
    }
}
