//! An administrator blocked this user's sign-in (`user.accountEnabled`).

use super::{OAuthError, Refusal};
use crate::Person;

pub const CODE: u32 = 50057;

pub fn check(person: &Person) -> Result<(), Refusal> {
    if person.account_enabled {
        return Ok(());
    }
    Err(Refusal::new(CODE, OAuthError::InvalidGrant, "The user account is disabled."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_switch() {
        let mut person = Person::member(uuid::Uuid::from_u128(1), "Adele Vance", "a@contoso.onmicrosoft.com");
        assert_eq!(check(&person), Ok(()));
        person.account_enabled = false;
        assert!(check(&person).is_err());
    }
}
