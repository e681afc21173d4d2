//! `resource`, which only the endpoints of version 1 know.

use super::{OAuthError, Refusal};
use crate::tenant::Form;

pub const CODE: u32 = 901002;

pub fn check(form: &Form) -> Result<(), Refusal> {
    match form.get("resource") {
        None => Ok(()),
        Some(_) => {
            Err(Refusal::new(CODE, OAuthError::InvalidRequest, "The 'resource' request parameter is not supported."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scope_has_taken_its_place() {
        for (text, fine) in [("scope=openid", true), ("resource=https://graph.microsoft.com", false)] {
            assert_eq!(check(&Form::parse(text.as_bytes()).unwrap()).is_ok(), fine, "{text}");
        }
    }
}
