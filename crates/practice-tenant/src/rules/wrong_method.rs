//! An endpoint takes some HTTP methods and no others: the token endpoint only POST.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 900561;

pub fn refusal(accepted: &[&str], received: &str) -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::InvalidRequest,
        format!(
            "The endpoint only accepts {} requests. Received a {} request.",
            accepted.join(", "),
            shown(received)
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_both() {
        let text = refusal(&["POST"], "GET").text;
        assert_eq!(text, "The endpoint only accepts POST requests. Received a GET request.");
    }
}
