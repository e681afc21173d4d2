//! Nobody of the name that was typed, in any tenant that runs here.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 50034;

pub fn refusal(name: &str, tenant: &str) -> Refusal {
    let name = shown(name);
    Refusal::new(
        CODE,
        OAuthError::InvalidGrant,
        format!(
            "The user account {name} does not exist in the {tenant} directory. To sign into this application, the \
             account must be added to the directory."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_who_and_where() {
        let text = refusal("nobody@contoso.onmicrosoft.com", "Contoso").text;
        assert!(text.contains("account nobody@contoso.onmicrosoft.com does not exist in the Contoso directory"));
    }
}
