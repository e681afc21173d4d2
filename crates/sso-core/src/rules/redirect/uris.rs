//! Redirect URIs with the platform that they stand under, and taken apart.

use url::{Host, Url};

use crate::id::redirect_uri;
use crate::rules::registration::Subject;
use crate::rules::{Rule, SHOWN};
use crate::{Evidence, Finding};

pub(in crate::rules) use crate::RedirectPlatform as Platform;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) struct RedirectUri<'a> {
    pub platform: Platform,
    /// Its number in the list of the platform.
    pub index: usize,
    pub text: &'a str,
}

impl RedirectUri<'_> {
    pub fn property(&self) -> String {
        format!("{}[{}]", self.platform.property(), self.index)
    }

    pub fn evidence(&self, subject: &Subject<'_>) -> Evidence {
        subject.value(self.property(), self.text)
    }

    /// Of nested app authentication. It has another form, and rules of its own.
    pub fn is_brokered(&self) -> bool {
        redirect_uri::is_brokered(self.text)
    }

    pub fn url(&self) -> Option<Url> {
        Url::parse(self.text).ok()
    }

    pub fn is_https(&self) -> bool {
        self.url().is_some_and(|url| url.scheme() == "https")
    }

    /// `http://localhost`, with any port, without a path: Entra ignores the port.
    pub fn is_desktop(&self) -> bool {
        self.url().is_some_and(|url| {
            url.scheme() == "http" && is_localhost(&url) && url.path() == "/" && url.query().is_none()
        })
    }

    /// The same for two that may be one to Entra.
    pub fn key(&self) -> String {
        redirect_uri::key(self.text)
    }
}

pub(super) fn is_localhost(url: &Url) -> bool {
    matches!(url.host(), Some(Host::Domain("localhost")))
}

/// `127.0.0.1` or `[::1]`.
pub(super) fn is_loopback_address(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        _ => false,
    }
}

/// Of all platforms, with those of nested app authentication.
pub(in crate::rules) fn all<'a>(subject: &Subject<'a>) -> Vec<RedirectUri<'a>> {
    Platform::ALL.into_iter().flat_map(|platform| of(subject, platform)).collect()
}

pub(in crate::rules) fn of<'a>(subject: &Subject<'a>, platform: Platform) -> Vec<RedirectUri<'a>> {
    let registration = subject.registration;
    let list = match platform {
        Platform::Web => &registration.web.redirect_uris,
        Platform::Spa => &registration.spa.redirect_uris,
        Platform::PublicClient => &registration.public_client.redirect_uris,
    };
    list.iter().enumerate().map(|(index, text)| RedirectUri { platform, index, text }).collect()
}

/// Those that browsers go to: all but those of nested app authentication.
pub(super) fn of_browsers<'a>(subject: &Subject<'a>) -> Vec<RedirectUri<'a>> {
    let mut uris = all(subject);
    uris.retain(|uri| !uri.is_brokered());
    uris
}

/// Whether a page of the add-in may sign in by itself.
pub(in crate::rules) fn has_spa_page(subject: &Subject<'_>) -> bool {
    of(subject, Platform::Spa).iter().any(RedirectUri::is_https)
}

/// One finding about all that have the same fault, none where none has it. `what` goes on from "a redirect URI".
pub(super) fn found(
    subject: &Subject<'_>,
    rule: &Rule,
    uris: &[RedirectUri<'_>],
    what: &str,
    detail: &str,
) -> Vec<Finding> {
    let Some(first) = uris.first() else { return Vec::new() };
    let title = match uris.len() {
        1 => format!("a redirect URI {what}: {}", first.text),
        count => format!("{count} redirect URIs {what}, such as {}", first.text),
    };
    let evidence = uris.iter().take(SHOWN).map(|uri| uri.evidence(subject));
    vec![Finding::of(rule, title, detail).with_evidence(evidence)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(text: &str) -> RedirectUri<'_> {
        RedirectUri { platform: Platform::Spa, index: 0, text }
    }

    #[test]
    fn the_desktop_has_localhost_without_a_path() {
        for (text, is) in [
            ("http://localhost", true),
            ("http://localhost/", true),
            ("http://localhost:5000", true),
            ("HTTP://LOCALHOST", true),
            ("http://localhost/auth", false),
            ("https://localhost", false),
            ("http://localhost.contoso.com", false),
            ("http://127.0.0.1", false),
            ("localhost", false),
        ] {
            assert_eq!(uri(text).is_desktop(), is, "{text}");
        }
    }
}
