//! The client assertion is about another app than the request.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 700021;

/// `subject`: `sub` of the assertion.
pub fn check(subject: &str, client_id: &str) -> Result<(), Refusal> {
    if subject.eq_ignore_ascii_case(client_id) {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidClient,
        "Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation at \
         https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials .",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guids_have_no_case() {
        assert_eq!(check("ABC", "abc"), Ok(()));
        assert!(check("abd", "abc").is_err() && check("", "abc").is_err());
    }
}
