//! A token is for one resource; OpenID Connect's own scopes go with any.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 28000;

pub fn refusal(scope: &str) -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidScope,
        format!(
            "Provided value for the input parameter scope is not valid because it contains more than one resource. \
             Scope {} is not valid.",
            shown(scope)
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_the_scope() {
        assert!(refusal("User.Read api://x/y").text.contains("User.Read api://x/y"));
    }
}
