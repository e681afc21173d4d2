//! A browser page redeemed what was not issued to a single-page application.

use super::{OAuthError, Refusal, shown};
use crate::tenant::Platform;

pub const CODE: u32 = 9002326;

/// `origin`: the request's `Origin` header, which only browsers send.
pub fn check(platform: Platform, origin: Option<&str>) -> Result<(), Refusal> {
    match (platform, origin) {
        (Platform::Spa, _) | (_, None) => Ok(()),
        (Platform::Web | Platform::PublicClient, Some(origin)) => Err(Refusal::new(
            CODE,
            OAuthError::InvalidRequest,
            format!(
                "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. \
                 Request origin: '{}'.",
                shown(origin)
            ),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_spa_may_come_from_a_page() {
        let origin = Some("https://localhost:3000");
        assert!(check(Platform::Spa, origin).is_ok());
        assert!(check(Platform::Web, None).is_ok());
        for platform in [Platform::Web, Platform::PublicClient] {
            assert!(check(platform, origin).unwrap_err().text.contains("https://localhost:3000"), "{platform:?}");
        }
    }
}
