//! Where should the answer go?

use super::{OAuthError, Refusal};

pub const CODE: u32 = 900971;

pub fn check(redirect_uri: Option<&str>) -> Result<&str, Refusal> {
    redirect_uri
        .filter(|uri| !uri.is_empty())
        .ok_or_else(|| Refusal::new(CODE, OAuthError::InvalidRequest, "No reply address provided."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn must_be_there() {
        assert_eq!(check(Some("http://localhost")), Ok("http://localhost"));
        assert!(check(Some("")).is_err());
        assert!(check(None).is_err());
    }
}
