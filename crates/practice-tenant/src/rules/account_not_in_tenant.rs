//! The account is at home elsewhere and was not invited here.

use sso_core::{ClientId, TenantId};

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 50020;

/// Who knocks where.
pub struct Stranger<'a> {
    pub name: &'a str,
    pub home: TenantId,
    /// Name of the tenant that was asked.
    pub tenant: &'a str,
    pub client_id: ClientId,
    pub application: &'a str,
}

pub fn refusal(stranger: &Stranger<'_>) -> Refusal {
    let identity_provider = match stranger.home {
        TenantId::PERSONAL_ACCOUNTS => "live.com".to_owned(),
        home => format!("https://sts.windows.net/{home}/"),
    };
    let (name, application) = (shown(stranger.name), shown(stranger.application));
    Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        format!(
            "User account '{name}' from identity provider '{identity_provider}' does not exist in tenant '{}' and \
             cannot access the application '{}'({application}) in that tenant. The account needs to be added as an \
             external user in the tenant first. Sign out and sign in again with a different Azure Active Directory \
             user account.",
            stranger.tenant, stranger.client_id
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_the_account_is_at_home() {
        let other = TenantId::from_uuid(uuid::Uuid::from_u128(9));
        for (home, provider) in
            [(TenantId::PERSONAL_ACCOUNTS, "'live.com'".to_owned()), (other, format!("'https://sts.windows.net/{other}/'"))]
        {
            let client_id = ClientId::from_uuid(uuid::Uuid::from_u128(7));
            let stranger = Stranger { name: "a@b.example", home, tenant: "Contoso", client_id, application: "Add-in" };
            let text = refusal(&stranger).text;
            assert!(text.contains(&provider) && text.contains("not exist in tenant 'Contoso'"), "{text}");
        }
    }
}
