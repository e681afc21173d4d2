//! A version 1 token for a personal account: their tenant has none.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 500201;

/// `version`: what the API's registration says under `requestedAccessTokenVersion`.
pub fn check(is_personal: bool, version: u8) -> Result<(), Refusal> {
    if !is_personal || version == 2 {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidRequest,
        "We are unable to issue tokens from this API version on the MSA tenant. Please contact the application vendor as \
         they need to use version 2.0 of the protocol to support this.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_personal_accounts_need_version_2() {
        for (is_personal, version, fine) in [(false, 1, true), (false, 2, true), (true, 2, true), (true, 1, false)] {
            assert_eq!(check(is_personal, version).is_ok(), fine, "{is_personal} {version}");
        }
    }
}
