//! `prompt` has one of four values, and one only.

use super::{OAuthError, Refusal};
use crate::tenant::Prompt;

pub const CODE: u32 = 90023;

pub fn check(prompt: Option<&str>) -> Result<Prompt, Refusal> {
    match prompt.unwrap_or_default() {
        "" => Ok(Prompt::IfNeeded),
        "none" => Ok(Prompt::None),
        "login" => Ok(Prompt::Login),
        "consent" => Ok(Prompt::Consent),
        "select_account" => Ok(Prompt::SelectAccount),
        _ => Err(Refusal::new(CODE, OAuthError::InvalidRequest, "Unsupported 'prompt' value.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_four() {
        assert_eq!(check(None), Ok(Prompt::IfNeeded));
        assert_eq!(check(Some("select_account")), Ok(Prompt::SelectAccount));
        for wrong in ["admin_consent", "login consent", "None"] {
            assert!(check(Some(wrong)).is_err(), "{wrong}");
        }
    }
}
