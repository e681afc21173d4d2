//! The redirect URI must be one of the registration's.
//!
//! Compared exactly, but for the case of scheme and host, an empty path, which equals `/`, and the port of
//! `http://localhost`, which Entra ignores. Of two that match Entra takes one, and with it its platform type: here the
//! first in the order web, spa, public client, so that the trap of two localhost URIs that differ by port alone shows.

use sso_core::registration::Registration;
use url::Url;

use super::{OAuthError, Refusal, shown};
use crate::tenant::Platform;

pub const CODE: u32 = 50011;

/// The platform type under which `sent` is registered.
pub fn check(registration: &Registration, sent: &str) -> Result<Platform, Refusal> {
    let registered = |uris: &[String]| uris.iter().any(|uri| matches(uri, sent));
    if registered(&registration.web.redirect_uris) {
        return Ok(Platform::Web);
    }
    if registered(&registration.spa.redirect_uris) {
        return Ok(Platform::Spa);
    }
    if registered(&registration.public_client.redirect_uris) {
        return Ok(Platform::PublicClient);
    }
    let client_id = registration.app_id.map(|id| id.to_string()).unwrap_or_default();
    let sent = shown(sent);
    Err(Refusal::new(
        CODE,
        OAuthError::InvalidRequest,
        format!(
            "The redirect URI '{sent}' specified in the request does not match the redirect URIs configured for the \
             application '{client_id}'. Make sure the redirect URI sent in the request matches one added to your \
             application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about \
             how to fix this."
        ),
    ))
}

fn matches(registered: &str, sent: &str) -> bool {
    let (Ok(registered_url), Ok(sent_url)) = (Url::parse(registered), Url::parse(sent)) else {
        return false;
    };
    if !matches!(sent_url.scheme(), "http" | "https") {
        return registered == sent;
    }
    let any_port = sent_url.scheme() == "http" && sent_url.host_str() == Some("localhost");
    registered_url.scheme() == sent_url.scheme()
        && registered_url.host_str() == sent_url.host_str()
        && (any_port || registered_url.port() == sent_url.port())
        && registered_url.path() == sent_url.path()
        && registered_url.query() == sent_url.query()
        && sent_url.fragment().is_none()
        && sent_url.username().is_empty()
        && sent_url.password().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_but_for_the_port_of_http_localhost() {
        for (registered, sent, same) in [
            ("http://localhost", "http://localhost", true),
            ("http://localhost", "http://localhost:51234", true),
            ("http://localhost", "http://localhost:51234/", true),
            ("http://localhost:3000", "http://localhost:51234", true),
            ("http://localhost", "http://localhost:51234/callback", false),
            ("http://localhost/callback", "http://localhost:51234/callback", true),
            ("http://localhost/callback", "http://localhost:51234/Callback", false),
            ("http://localhost/callback", "http://localhost:51234/callback/", false),
            ("http://localhost", "http://127.0.0.1:51234", false),
            ("http://127.0.0.1", "http://127.0.0.1:51234", false),
            ("http://127.0.0.1:51234", "http://127.0.0.1:51234", true),
            ("http://localhost", "https://localhost", false),
            ("http://localhost", "http://localhost@evil.example/", false),
            ("http://localhost", "http://user@localhost/", false),
            ("http://localhost", "http://localhost.evil.example/", false),
            ("http://localhost", "http://localhost#fragment", false),
            ("https://localhost:3000/dialog.html", "https://localhost:3000/dialog.html", true),
            ("https://localhost:3000/dialog.html", "https://LOCALHOST:3000/dialog.html", true),
            ("https://localhost:3000/dialog.html", "https://localhost:3001/dialog.html", false),
            ("https://localhost:3000/dialog.html", "https://localhost:3000/dialog.html?x=1", false),
            ("https://localhost:3000/dialog.html", "https://localhost:3000/Dialog.html", false),
            ("https://localhost:3000", "https://localhost:3000/", true),
            ("brk-multihub://localhost:3000", "brk-multihub://localhost:3000", true),
            ("brk-multihub://localhost:3000", "brk-multihub://localhost:3001", false),
            ("urn:ietf:wg:oauth:2.0:oob", "urn:ietf:wg:oauth:2.0:oob", true),
            ("not a url", "not a url", false),
        ] {
            assert_eq!(matches(registered, sent), same, "{registered} {sent}");
        }
    }

    #[test]
    fn the_first_match_gives_its_platform() {
        let mut registration = Registration::default();
        registration.public_client.redirect_uris = vec!["http://localhost:4000".to_owned()];
        assert_eq!(check(&registration, "http://localhost:4000"), Ok(Platform::PublicClient));
        registration.web.redirect_uris = vec!["http://localhost:3000".to_owned()];
        assert_eq!(check(&registration, "http://localhost:4000"), Ok(Platform::Web));
    }
}
