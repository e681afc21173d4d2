use jiff::Timestamp;
use sso_core::TenantId;
use uuid::Uuid;

/// Whoever signs in: the person at home. The same account is another [`Person`] in each tenant that invited it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account {
    pub tenant_id: TenantId,
    /// `oid` there.
    pub id: Uuid,
}

impl Account {
    /// A personal Microsoft account.
    pub fn is_personal(self) -> bool {
        self.tenant_id == TenantId::PERSONAL_ACCOUNTS
    }
}

/// A user of one tenant, in Graph's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// `oid`
    pub id: Uuid,
    pub display_name: String,
    pub user_principal_name: String,
    pub mail: Option<String>,
    pub is_admin: bool,
    /// False: an administrator blocked the sign-in.
    pub account_enabled: bool,
    /// Of a guest: the account at home, by which this person signs in.
    pub home: Option<Account>,
    /// What was issued before is revoked.
    pub sign_in_sessions_valid_from: Option<Timestamp>,
}

impl Person {
    /// Who is at home in the tenant, and may sign in.
    pub fn member(id: Uuid, display_name: &str, user_principal_name: &str) -> Self {
        Self {
            id,
            display_name: display_name.to_owned(),
            user_principal_name: user_principal_name.to_owned(),
            mail: Some(user_principal_name.to_owned()),
            is_admin: false,
            account_enabled: true,
            home: None,
            sign_in_sessions_valid_from: None,
        }
    }

    /// Somebody from elsewhere, as a tenant of this `domain` writes an invited user: `#EXT#` in the name.
    pub fn guest(id: Uuid, domain: &str, at_home: &Person, home: TenantId) -> Self {
        let address = at_home.sign_in_name();
        Self {
            id,
            display_name: at_home.display_name.clone(),
            user_principal_name: format!("{}#EXT#@{domain}", address.replace('@', "_")),
            mail: Some(address.to_owned()),
            is_admin: false,
            account_enabled: true,
            home: Some(Account { tenant_id: home, id: at_home.id }),
            sign_in_sessions_valid_from: None,
        }
    }

    pub fn is_guest(&self) -> bool {
        self.home.is_some()
    }

    /// What a person types to sign in, and what tokens call `preferred_username`: a guest's is the address at home.
    pub fn sign_in_name(&self) -> &str {
        match &self.mail {
            Some(mail) if self.is_guest() => mail,
            _ => &self.user_principal_name,
        }
    }

    /// Whether this is a name of theirs, in any case.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.user_principal_name.eq_ignore_ascii_case(name)
            || self.mail.as_deref().is_some_and(|mail| mail.eq_ignore_ascii_case(name))
    }

    /// Whether Exchange has a mailbox here for them: a guest's is at home.
    pub(crate) fn has_mailbox(&self) -> bool {
        !self.is_guest()
    }

    /// Given name and surname: what stands before and after the last blank.
    pub(crate) fn names(&self) -> (&str, &str) {
        self.display_name.rsplit_once(' ').unwrap_or((&self.display_name, ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guest_has_a_name_here_and_the_address_at_home() {
        let irvin = Person::member(Uuid::from_u128(1), "Irvin Sayers", "IrvinS@fabrikam.com");
        let home = TenantId::from_uuid(Uuid::from_u128(2));
        let guest = Person::guest(Uuid::from_u128(3), "contoso.onmicrosoft.com", &irvin, home);
        assert_eq!(guest.user_principal_name, "IrvinS_fabrikam.com#EXT#@contoso.onmicrosoft.com");
        assert_eq!(guest.sign_in_name(), "IrvinS@fabrikam.com");
        assert_eq!(guest.home, Some(Account { tenant_id: home, id: irvin.id }));
        assert!(guest.is_guest() && !irvin.is_guest());
        assert!(guest.is_called("irvins@FABRIKAM.com") && !guest.is_called("irvins"));
    }
}
