//! A code or refresh token that this tenant did not issue, or issued to another client.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_parameter_not_its_value() {
        assert!(refusal("refresh_token").text.contains("'refresh_token'"));
    }
}
