//! Redirect URIs with the platform that they stand under, and taken apart.

use url::{Host, Url};

use crate::rules::registration::Subject;
use crate::rules::{Rule, SHOWN};
use crate::{Evidence, Finding};

/// It decides how Entra redeems the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) enum Platform {
    Web,
    Spa,
    PublicClient,
}

impl Platform {
    pub const ALL: [Self; 3] = [Self::Web, Self::Spa, Self::PublicClient];

    /// Graph's property.
    pub fn property(self) -> &'static str {
        match self {
            Self::Web => "web.redirectUris",
            Self::Spa => "spa.redirectUris",
            Self::PublicClient => "publicClient.redirectUris",
        }
    }

    /// As the portal writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Web => "Web",
            Self::Spa => "Single-page application",
            Self::PublicClient => "Mobile and desktop applications",
        }
    }
}

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
        self.text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("brk-"))
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

    /// By what Entra tells two of them apart: a host has no case, and no path is the same as `/`.
    pub fn key(&self) -> String {
        self.url().map_or_else(|| self.text.to_owned(), |url| url.to_string())
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

    #[test]
    fn what_is_the_same_to_entra() {
        for (one, other, same) in [
            ("https://addin.contoso.com", "https://Addin.Contoso.com/", true),
            ("https://addin.contoso.com/a", "https://addin.contoso.com/A", false),
            ("http://localhost:3000", "http://localhost", false),
            ("nothing", "Nothing", false),
        ] {
            assert_eq!(uri(one).key() == uri(other).key(), same, "{one} {other}");
        }
    }

    #[test]
    fn brokered_ones() {
        for (text, is) in [
            ("brk-multihub://localhost:3000", true),
            ("BRK-c6c1f32b-5e55-4997-881a-753cc1d563b7://x", true),
            ("brk", false),
            ("brké", false),
            ("https://brk-multihub", false),
        ] {
            assert_eq!(uri(text).is_brokered(), is, "{text}");
        }
    }
}
