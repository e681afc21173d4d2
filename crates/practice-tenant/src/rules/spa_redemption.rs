//! What was issued to a single-page application must be redeemed by a browser page.

use super::{OAuthError, Refusal};
use crate::tenant::Platform;

pub const CODE: u32 = 9002327;

/// `origin`: the request's `Origin` header.
pub fn check(platform: Platform, origin: Option<&str>) -> Result<(), Refusal> {
    if platform != Platform::Spa || origin.is_some() {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidRequest,
        "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spa_needs_an_origin() {
        assert!(check(Platform::Spa, Some("https://localhost:3000")).is_ok());
        assert!(check(Platform::PublicClient, None).is_ok());
        assert!(check(Platform::Spa, None).is_err());
    }
}
