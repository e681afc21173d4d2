//! A code or refresh token that this tenant did not issue, or issued to another client; and, of a personal account, what
//! it has not granted.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 70000;

/// `parameter`: `code` or `refresh_token`.
pub fn refusal(parameter: &str) -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        format!("Provided grant is invalid or malformed. The value of the '{parameter}' parameter is not valid."),
    )
}

/// Personal accounts: nobody has granted it. They have no administrator, so Entra says it in these words.
pub fn scopes_unauthorized() -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        "The request was denied because one or more scopes requested are unauthorized or expired. The user must first \
         sign in and grant the client application access to the requested scope.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_parameter_not_its_value() {
        assert!(refusal("refresh_token").text.contains("'refresh_token'"));
    }
}
