//! A client assertion that was made for another tenant, or for `common`.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 700023;

pub fn refusal() -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidClient,
        "Client assertion audience claim does not match Realm issuer. Review the documentation at \
         https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials .",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_clients_own_fault() {
        assert_eq!(refusal().error, OAuthError::InvalidClient);
    }
}
