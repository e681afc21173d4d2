//! Only the authorization code flow: the implicit and hybrid flows are not part of this tenant.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 70005;

pub fn check(response_type: &str) -> Result<(), Refusal> {
    if response_type == "code" {
        return Ok(());
    }
    Err(Refusal::new(
        CODE,
        OAuthError::UnsupportedResponseType,
        format!("response_type '{}' is not supported for the application.", shown(response_type)),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_alone() {
        assert!(check("code").is_ok());
        for wrong in ["token", "id_token", "code id_token"] {
            assert!(check(wrong).is_err(), "{wrong}");
        }
    }
}
