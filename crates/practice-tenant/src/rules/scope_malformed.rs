//! Scopes are parted by blanks, and `.default` goes with no other scope of the same resource.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 70011;

pub fn refusal(scope: &str, why: &str) -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidScope,
        format!(
            "The provided request must include a 'scope' input parameter. The provided value for the input parameter \
             'scope' is not valid. The scope {} is not valid. {why}",
            shown(scope)
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_why() {
        assert!(refusal("a,b", "Part them by blanks.").text.ends_with("The scope a,b is not valid. Part them by blanks."));
    }
}
