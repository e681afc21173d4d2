//! The registration has no redirect URI at all.

use sso_core::registration::Registration;

use super::{OAuthError, Refusal};

pub const CODE: u32 = 500113;

pub fn check(registration: &Registration) -> Result<(), Refusal> {
    let known =
        [&registration.web.redirect_uris, &registration.spa.redirect_uris, &registration.public_client.redirect_uris];
    if known.iter().any(|uris| !uris.is_empty()) {
        return Ok(());
    }
    Err(Refusal::new(CODE, OAuthError::InvalidRequest, "No reply address is registered for the application."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_any_platform_is_enough() {
        let mut registration = Registration::default();
        assert!(check(&registration).is_err());
        registration.public_client.redirect_uris = vec!["http://localhost".to_owned()];
        assert!(check(&registration).is_ok());
    }
}
