//! A parameter that the request must have is not there. A JSON body, which has no parameters at all, ends here too.

use super::{OAuthError, Refusal};
use crate::tenant::Form;

pub const CODE: u32 = 900144;

/// The value of `name`, which must be there and not be empty.
pub fn require<'a>(form: &'a Form, name: &str) -> Result<&'a str, Refusal> {
    form.get(name).filter(|value| !value.trim().is_empty()).ok_or_else(|| refusal(name))
}

pub fn refusal(name: &str) -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidRequest,
        format!("The request body must contain the following parameter: '{name}'."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_value_is_none() {
        let form = Form::parse(b"scope=openid&code=&client_id=+").unwrap();
        assert_eq!(require(&form, "scope"), Ok("openid"));
        for name in ["code", "client_id", "grant_type"] {
            assert!(require(&form, name).unwrap_err().text.ends_with(&format!("'{name}'.")), "{name}");
        }
    }
}
