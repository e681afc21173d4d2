//! "Enabled for users to sign-in" is off at the enterprise application (`servicePrincipal.accountEnabled`).

use sso_core::ClientId;

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 7000112;

pub fn check(client_id: ClientId, name: &str, account_enabled: bool) -> Result<(), Refusal> {
    if account_enabled {
        return Ok(());
    }
    let name = shown(name);
    Err(Refusal::new(CODE, OAuthError::UnauthorizedClient, format!("Application '{client_id}'({name}) is disabled.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_switch() {
        let id = ClientId::from_uuid(uuid::Uuid::from_u128(7));
        assert_eq!(check(id, "Contoso add-in", true), Ok(()));
        let text = check(id, "Contoso add-in", false).unwrap_err().text;
        assert_eq!(text, format!("Application '{id}'(Contoso add-in) is disabled."));
    }
}
