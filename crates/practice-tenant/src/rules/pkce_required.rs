//! A single-page application must have asked for its code with PKCE.

use super::{OAuthError, Refusal};
use crate::tenant::Platform;

pub const CODE: u32 = 9002325;

pub fn check(platform: Platform, has_challenge: bool) -> Result<(), Refusal> {
    if platform != Platform::Spa || has_challenge {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidRequest,
        "Proof Key for Code Exchange is required for cross-origin authorization code redemption.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_spa_only() {
        assert!(check(Platform::Spa, true).is_ok());
        assert!(check(Platform::Web, false).is_ok());
        assert!(check(Platform::Spa, false).is_err());
    }
}
