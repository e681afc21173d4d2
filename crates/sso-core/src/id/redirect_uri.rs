//! Redirect URIs as a registration has them: texts in three lists.

use serde::Serialize;
use url::Url;

/// Which kind of client a redirect URI belongs to: the three lists of an app registration. It decides how Entra redeems the
/// code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RedirectPlatform {
    /// "Web": `web.redirectUris`.
    Web,
    /// "Single-page application": `spa.redirectUris`.
    Spa,
    /// "Mobile and desktop applications": `publicClient.redirectUris`.
    PublicClient,
}

impl RedirectPlatform {
    pub const ALL: [Self; 3] = [Self::Web, Self::Spa, Self::PublicClient];

    /// In Graph's words, dotted.
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

/// Of nested app authentication. It has another form than the others, and rules of its own.
pub(crate) fn is_brokered(text: &str) -> bool {
    text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("brk-"))
}

/// Two texts with the same key may be one redirect URI to Entra: a host has no case, and a browser sends no path as `/`.
/// Whether Entra itself takes the slash for nothing is in none of our sources. A broker compares letters.
pub(crate) fn key(text: &str) -> String {
    match Url::parse(text) {
        Ok(url) if !is_brokered(text) => url.to_string(),
        _ => text.to_owned(),
    }
}

/// Characters that Entra refuses in one.
///
/// Source: "Redirect URI (reply URL) restrictions and limitations" of the Entra documentation.
pub(crate) const FORBIDDEN: [char; 7] = ['!', '$', '\'', '(', ')', ',', ';'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_the_same_to_entra() {
        for (one, other, same) in [
            ("https://addin.contoso.com", "https://Addin.Contoso.com/", true),
            ("https://addin.contoso.com/a", "https://addin.contoso.com/A", false),
            ("http://localhost:3000", "http://localhost", false),
            ("brk-multihub://localhost:3000", "BRK-multihub://localhost:3000", false),
            ("nothing", "Nothing", false),
        ] {
            assert_eq!(key(one) == key(other), same, "{one} {other}");
        }
    }

    #[test]
    fn brokered_ones() {
        for (text, is) in [
            ("brk-multihub://localhost:3000", true),
            ("BRK-c6c1f32b-5e55-4997-881a-753cc1d563b7://x", true),
            ("brk", false),
            ("brk\u{e9}", false),
            ("https://brk-multihub", false),
        ] {
            assert_eq!(is_brokered(text), is, "{text}");
        }
    }
}
