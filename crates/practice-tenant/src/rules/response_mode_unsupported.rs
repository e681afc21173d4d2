//! The answer may come as query, as fragment, or as a form that the browser posts.

use super::{OAuthError, Refusal};
use crate::tenant::ResponseMode;

pub const CODE: u32 = 70007;

/// `query` is what a code comes by unless told otherwise.
pub fn check(response_mode: Option<&str>) -> Result<ResponseMode, Refusal> {
    match response_mode.unwrap_or_default() {
        "" | "query" => Ok(ResponseMode::Query),
        "fragment" => Ok(ResponseMode::Fragment),
        "form_post" => Ok(ResponseMode::FormPost),
        _ => Err(Refusal::new(
            CODE,
            OAuthError::InvalidRequest,
            "The 'response_mode' parameter is not supported for this request. It must be 'query', 'fragment' or \
             'form_post'.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_three() {
        for (sent, mode) in [
            (None, ResponseMode::Query),
            (Some("query"), ResponseMode::Query),
            (Some("fragment"), ResponseMode::Fragment),
            (Some("form_post"), ResponseMode::FormPost),
        ] {
            assert_eq!(check(sent), Ok(mode));
        }
        assert!(check(Some("web_message")).is_err());
    }
}
