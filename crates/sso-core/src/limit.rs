//! How much Entra takes of a registration: personal Microsoft accounts among the account types make it less.
//!
//! Sources: Entra's page on validation differences by supported account types, its page on redirect URIs, and that of the
//! app manifest. The practice tenant has numbers of its own: it must not be wrong together with these.

use crate::DisplayName;

/// `None`: no fixed number.
pub(crate) struct Limits {
    /// Characters.
    pub name: usize,
    /// Characters.
    pub app_id_uri: usize,
    pub app_id_uris: Option<usize>,
    /// Of all platforms together.
    pub redirect_uris: usize,
    /// Characters.
    pub scope_name: usize,
    pub scopes: Option<usize>,
    pub authorized_clients: Option<usize>,
    pub scopes_of_an_authorized_client: Option<usize>,
    /// Of all authorized clients together.
    pub authorized_scopes: Option<usize>,
    /// Of all APIs together.
    pub permissions: usize,
    pub permissions_of_an_api: Option<usize>,
    pub client_secrets: Option<usize>,
    /// To put behind a number.
    pub whose: &'static str,
}

/// Characters of a redirect URI.
pub(crate) const REDIRECT_URI: usize = 256;
/// APIs of which an application asks for permissions.
pub(crate) const APIS: usize = 50;
/// Of all lists together. Entra's page on account types still says about 1000.
pub(crate) const ENTRIES: usize = 1200;

const WORK_ACCOUNTS: Limits = Limits {
    name: DisplayName::MOST,
    app_id_uri: 255,
    app_id_uris: None,
    redirect_uris: 256,
    scope_name: 120,
    scopes: None,
    authorized_clients: None,
    scopes_of_an_authorized_client: None,
    authorized_scopes: None,
    permissions: 400,
    permissions_of_an_api: None,
    client_secrets: None,
    whose: "",
};

const PERSONAL_ACCOUNTS: Limits = Limits {
    name: DisplayName::MOST_WITH_PERSONAL_ACCOUNTS,
    app_id_uri: 120,
    app_id_uris: Some(50),
    redirect_uris: 100,
    scope_name: 40,
    scopes: Some(100),
    authorized_clients: Some(100),
    scopes_of_an_authorized_client: Some(30),
    authorized_scopes: Some(500),
    permissions: 200,
    permissions_of_an_api: Some(30),
    client_secrets: Some(2),
    whose: " with personal accounts",
};

impl Limits {
    pub const fn of(has_personal_accounts: bool) -> &'static Self {
        if has_personal_accounts { &PERSONAL_ACCOUNTS } else { &WORK_ACCOUNTS }
    }
}

#[cfg(test)]
mod tests {
    use super::{PERSONAL_ACCOUNTS as PERSONAL, WORK_ACCOUNTS as WORK, *};
    use crate::{Code, rules};

    /// They are constants, so that the reference can be made of them: the numbers stand there once more.
    #[test]
    fn the_words_of_the_rules_have_these_numbers() {
        for (code, numbers) in [
            (Code::NameTooLong, vec![Some(WORK.name), Some(PERSONAL.name)]),
            (Code::AppIdUriTooLong, vec![Some(WORK.app_id_uri), Some(PERSONAL.app_id_uri)]),
            (Code::AppIdUriTooMany, vec![PERSONAL.app_id_uris]),
            (Code::RedirectUrisTooMany, vec![Some(WORK.redirect_uris), Some(PERSONAL.redirect_uris)]),
            (Code::RedirectUriTooLong, vec![Some(REDIRECT_URI)]),
            (Code::PermissionScopeNameTooLong, vec![Some(WORK.scope_name), Some(PERSONAL.scope_name)]),
            (Code::PermissionScopesTooMany, vec![PERSONAL.scopes]),
            (
                Code::PreAuthorizedTooMany,
                vec![PERSONAL.authorized_clients, PERSONAL.scopes_of_an_authorized_client, PERSONAL.authorized_scopes],
            ),
            (
                Code::PermissionsTooMany,
                vec![Some(APIS), Some(WORK.permissions), Some(PERSONAL.permissions), PERSONAL.permissions_of_an_api],
            ),
            (Code::ClientSecretsTooMany, vec![PERSONAL.client_secrets]),
            (Code::RegistrationTooLarge, vec![Some(ENTRIES)]),
        ] {
            let meaning = rules::of(code).unwrap().meaning;
            let words = meaning.split(|c: char| !c.is_ascii_digit()).collect::<Vec<_>>();
            for number in numbers {
                assert!(words.contains(&number.unwrap().to_string().as_str()), "{code}: no {number:?} in {meaning}");
            }
        }
    }
}
