//! A grant type that does not exist, or that this tenant does not know.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 70003;

pub fn refusal(grant_type: &str) -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::UnsupportedGrantType,
        format!("The app requested an unsupported grant type '{}'.", shown(grant_type)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_it() {
        assert!(refusal("authorisation_code").text.contains("'authorisation_code'"));
    }
}
