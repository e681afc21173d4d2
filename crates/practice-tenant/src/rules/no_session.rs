//! `prompt=none`, and nobody is signed in, or somebody else is.

use super::{OAuthError, Refusal};

pub const CODE: u32 = 50058;

pub fn refusal() -> Refusal {
    Refusal::new(
        CODE,
        OAuthError::LoginRequired,
        "A silent sign-in request was sent but no user is signed in. The cookies used to represent the user's session \
         were not sent in the request to Azure AD. This can happen if the user is using Internet Explorer or Edge, \
         and the web app sending the silent sign-in request is in different IE security zone than the Azure AD \
         endpoint (login.microsoftonline.com).",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_for_a_sign_in() {
        assert_eq!(refusal().error, OAuthError::LoginRequired);
    }
}
