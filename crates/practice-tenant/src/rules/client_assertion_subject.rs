//! A client assertion whose `iss` is not its `sub`: the app speaks for itself alone.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 50048;

pub fn check(issuer: &str, subject: &str) -> Result<(), Refusal> {
    if issuer == subject {
        return Ok(());
    }
    let subject = shown(subject);
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidClient,
        format!("Subject '{subject}' must match issuer claim in the client assertion."),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_the_same_text() {
        assert_eq!(check("a", "a"), Ok(()));
        assert!(check("a", "b").unwrap_err().text.contains("Subject 'b'"));
    }
}
