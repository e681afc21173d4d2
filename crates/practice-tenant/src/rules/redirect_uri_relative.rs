//! `redirect_uri` is no absolute URI, so it cannot even be looked for.

use url::Url;

use super::{OAuthError, Refusal};

pub const CODE: u32 = 90102;

pub fn check(redirect_uri: &str) -> Result<Url, Refusal> {
    Url::parse(redirect_uri).map_err(|_| {
        Refusal::new(CODE, OAuthError::InvalidRequest, "'redirect_uri' value must be a valid absolute URI.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_none() {
        assert!(check("/dialog.html").is_err() && check("localhost").is_err());
        assert!(check("http://localhost").is_ok() && check("urn:ietf:wg:oauth:2.0:oob").is_ok());
    }
}
