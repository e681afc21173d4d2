//! Client credentials for a single scope: an app gets what it was granted, as a whole.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 1002012;

pub fn refusal(scope: &str) -> Refusal {
    let scope = shown(scope);
    Refusal::new(
        CODE,
        OAuthError::InvalidScope,
        format!(
            "The provided value for scope {scope} is not valid. Client credential flows must have a scope value with \
             /.default suffixed to the resource identifier (application ID URI)."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_was_sent() {
        assert!(refusal("User.Read").text.contains("for scope User.Read is not valid"));
    }
}
