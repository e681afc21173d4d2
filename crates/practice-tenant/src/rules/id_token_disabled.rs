//! `response_type` asks for an ID token from the authorization endpoint, and the registration does not allow it.

use sso_core::registration::Registration;

use super::{OAuthError, Refusal};

pub const CODE: u32 = 700054;

pub fn check(response_type: &str, registration: &Registration) -> Result<(), Refusal> {
    let asks = response_type.split(' ').any(|word| word == "id_token");
    if !asks || registration.web.implicit_grant_settings.enable_id_token_issuance {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::UnsupportedResponseType,
        "response_type 'id_token' is not enabled for the application.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_check_box() {
        let mut registration = Registration::default();
        for (enabled, response_type, fine) in
            [(false, "code", true), (false, "id_token", false), (false, "code id_token", false), (true, "id_token", true)]
        {
            registration.web.implicit_grant_settings.enable_id_token_issuance = enabled;
            assert_eq!(check(response_type, &registration).is_ok(), fine, "{enabled} {response_type}");
        }
    }
}
