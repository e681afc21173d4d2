//! A redirect URI for nested app authentication, in a request that no Office host made: the scheme is the broker's.

use super::{OAuthError, Refusal, shown};

pub const CODE: u32 = 7000471;

pub fn check(redirect_uri: &str) -> Result<(), Refusal> {
    if !redirect_uri.to_ascii_lowercase().starts_with("brk-") {
        return Ok(());
    }
    let sent = shown(redirect_uri);
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidRequest,
        format!(
            "The reply address '{sent}' uses a scheme that is reserved for brokered requests, but the request is not \
             brokered."
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_decides() {
        for (uri, fine) in
            [("brk-multihub://localhost:3000", false), ("BRK-x://y", false), ("https://brk-multihub.example", true)]
        {
            assert_eq!(check(uri).is_ok(), fine, "{uri}");
        }
    }
}
