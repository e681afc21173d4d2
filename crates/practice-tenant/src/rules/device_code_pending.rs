//! The person has not finished on the other device yet; or the client asks again too soon.
//!
//! Entra's list of answers has no `slow_down`; the standard does (RFC 8628 §3.5). It has no number of its own here.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 70016;

pub fn refusal(is_too_soon: bool) -> Refusal {
    let error = if is_too_soon { OAuthError::SlowDown } else { OAuthError::AuthorizationPending };
    Refusal::new(CODE, error, "OAuth 2.0 device flow error. Authorization is pending. Continue polling.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_can_tell_them_apart() {
        assert_eq!(refusal(false).error.as_str(), "authorization_pending");
        assert_eq!(refusal(true).error.as_str(), "slow_down");
    }
}
