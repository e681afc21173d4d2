//! On-behalf-of with a token that was issued for another application.

use sso_core::registration::Registration;

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 500131;

/// The audience must be the client ID or one of the App ID URIs, letter for letter.
pub fn check(audience: &str, registration: &Registration) -> Result<(), Refusal> {
    let client_id = registration.app_id.map(|id| id.to_string()).unwrap_or_default();
    if audience == client_id || registration.identifier_uris.iter().any(|uri| uri == audience) {
        return Ok(());
    }
    let (audience, name) = (shown(audience), shown(&registration.display_name));
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        format!(
            "Assertion audience does not match the Client app presenting the assertion. The audience in the assertion \
             was '{audience}' and the expected audience is '{client_id}' or one of the Application Uris of this \
             application with App ID '{client_id}'({name}). The downstream client must request a token for the \
             expected audience (the application that made the OBO request) and this application should use that token \
             as the assertion."
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn client_id_and_app_id_uris_are_its_own() {
        let id = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
        let registration = Registration {
            app_id: Some(id.parse().unwrap()),
            identifier_uris: vec![format!("api://localhost:3000/{id}")],
            ..Registration::default()
        };
        for (audience, own) in [
            (id.to_owned(), true),
            (format!("api://localhost:3000/{id}"), true),
            (format!("api://LOCALHOST:3000/{id}"), false),
            (format!("api://{id}"), false),
            ("00000003-0000-0000-c000-000000000000".to_owned(), false),
            (String::new(), false),
        ] {
            assert_eq!(check(&audience, &registration).is_ok(), own, "{audience}");
        }
    }
}
