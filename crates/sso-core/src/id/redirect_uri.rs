use std::fmt;

use serde::Serialize;
use url::{Host, Url};

use super::ValueError;

/// Which kind of client a redirect URI belongs to: the three lists of an app registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RedirectPlatform {
    /// "Single-page application": `spa.redirectUris`.
    Spa,
    /// "Web": `web.redirectUris`.
    Web,
    /// "Mobile and desktop applications": `publicClient.redirectUris`.
    PublicClient,
}

impl RedirectPlatform {
    pub const ALL: [Self; 3] = [Self::Spa, Self::Web, Self::PublicClient];

    /// In Graph's words, dotted.
    pub fn property(self) -> &'static str {
        match self {
            Self::Spa => "spa.redirectUris",
            Self::Web => "web.redirectUris",
            Self::PublicClient => "publicClient.redirectUris",
        }
    }

    /// Name of the platform in the portal.
    pub fn portal_name(self) -> &'static str {
        match self {
            Self::Spa => "Single-page application",
            Self::Web => "Web",
            Self::PublicClient => "Mobile and desktop applications",
        }
    }
}

/// A redirect URI that Entra takes for its platform.
///
/// Source: "Redirect URI (reply URL) restrictions and limitations" of the Entra documentation, and for
/// `brk-multihub://` that of nested app authentication.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "String")]
pub struct RedirectUri {
    platform: RedirectPlatform,
    text: String,
}

/// Why a text is no redirect URI of its platform: the first of these that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedirectUriFault {
    Empty,
    TooLong,
    Blank,
    Wildcard,
    Character(char),
    NotAnAddress,
    Fragment,
    /// `http`, and not on localhost.
    Http,
    /// `http://[::1]`
    Ipv6Loopback,
    /// `brk-multihub://` with a path, or without a host.
    BrokerNotAnOrigin,
    BrokerNotSpa,
    /// A scheme of a native app's own.
    NativeScheme,
}

/// The scheme of nested app authentication.
const BROKER: &str = "brk-multihub";
const MOST_CHARACTERS: usize = 256;
const NOT_ALLOWED: [char; 7] = ['!', '$', '\'', '(', ')', ',', ';'];

impl RedirectUri {
    /// # Errors
    /// What is wrong with it, and what would be right.
    pub fn new(platform: RedirectPlatform, text: &str) -> Result<Self, ValueError> {
        match Self::fault(platform, text) {
            None => Ok(Self { platform, text: text.to_owned() }),
            Some(fault) => {
                let shown = text.chars().take(120).collect::<String>();
                Err(ValueError::new(format!("the redirect URI {fault}: {shown}"), fault.hint(platform)))
            }
        }
    }

    /// What Entra would refuse. Not here: what depends on the account types (a query string and the number of URIs with
    /// personal accounts).
    pub fn fault(platform: RedirectPlatform, text: &str) -> Option<RedirectUriFault> {
        use RedirectUriFault::*;
        if text.is_empty() {
            return Some(Empty);
        }
        if text.chars().count() > MOST_CHARACTERS {
            return Some(TooLong);
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Some(Blank);
        }
        if text.contains('*') {
            return Some(Wildcard);
        }
        if let Some(character) = text.chars().find(|c| NOT_ALLOWED.contains(c)) {
            return Some(Character(character));
        }
        let Ok(url) = Url::parse(text) else { return Some(NotAnAddress) };
        if url.fragment().is_some() {
            return Some(Fragment);
        }
        let localhost = url.host_str().is_some_and(|host| host == "localhost" || host == "127.0.0.1");
        match url.scheme() {
            "https" => url.host().is_none().then_some(NotAnAddress),
            "http" if matches!(url.host(), Some(Host::Ipv6(_))) => Some(Ipv6Loopback),
            "http" => (!localhost).then_some(Http),
            BROKER if platform != RedirectPlatform::Spa => Some(BrokerNotSpa),
            BROKER => {
                let origin = url.host_str().is_some_and(|host| !host.is_empty()) && url.query().is_none();
                (!origin || !url.path().is_empty()).then_some(BrokerNotAnOrigin)
            }
            _ => (platform != RedirectPlatform::PublicClient).then_some(NativeScheme),
        }
    }

    pub fn platform(&self) -> RedirectPlatform {
        self.platform
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Personal accounts do not sign in to one that has a query string.
    pub fn has_query(&self) -> bool {
        self.text.contains('?')
    }

    /// Whether Entra ignores the port: it does on `http://localhost`.
    pub fn has_any_port(&self) -> bool {
        Url::parse(&self.text).is_ok_and(|url| url.scheme() == "http" && url.host_str() == Some("localhost"))
    }
}

impl RedirectUriFault {
    fn hint(self, platform: RedirectPlatform) -> String {
        let right = match platform {
            RedirectPlatform::Spa | RedirectPlatform::Web => "https://<host[:port]>/<page>, or http://localhost",
            RedirectPlatform::PublicClient => "http://localhost, or https://<host[:port]>/<page>",
        };
        match self {
            Self::Wildcard => "register each address by itself".to_owned(),
            Self::Ipv6Loopback => "write http://localhost, and let the listener accept on ::1 too".to_owned(),
            Self::BrokerNotAnOrigin => "write brk-multihub://<host[:port]>, without a path".to_owned(),
            Self::BrokerNotSpa => format!("register it under {}", RedirectPlatform::Spa.portal_name()),
            Self::NativeScheme => format!(
                "write {right}; an app's own scheme belongs under {}",
                RedirectPlatform::PublicClient.portal_name()
            ),
            _ => format!("write {right}"),
        }
    }
}

impl fmt::Display for RedirectUriFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty"),
            Self::TooLong => write!(f, "is longer than {MOST_CHARACTERS} characters"),
            Self::Blank => f.write_str("has a blank in it"),
            Self::Wildcard => f.write_str("has a wildcard"),
            Self::Character(character) => write!(f, "has the character {character}, which Entra refuses"),
            Self::NotAnAddress => f.write_str("is no address"),
            Self::Fragment => f.write_str("has a fragment (#)"),
            Self::Http => f.write_str("is on http, which is for localhost only"),
            Self::Ipv6Loopback => f.write_str("has an IPv6 address, which Entra does not take"),
            Self::BrokerNotAnOrigin => f.write_str("of nested app authentication is not host and port alone"),
            Self::BrokerNotSpa => f.write_str("of nested app authentication is not that of a single-page application"),
            Self::NativeScheme => f.write_str("has a scheme of its own, which only a desktop app may have"),
        }
    }
}

impl From<RedirectUri> for String {
    fn from(uri: RedirectUri) -> Self {
        uri.text
    }
}

impl fmt::Display for RedirectUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for RedirectUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RedirectUri({:?}, {})", self.platform, self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::RedirectPlatform::{PublicClient, Spa, Web};
    use super::RedirectUriFault::*;
    use super::*;

    #[test]
    fn redirect_uris() {
        let long = format!("https://localhost:3000/{}", "a".repeat(234));
        for (platform, text, fault) in [
            (Spa, "https://localhost:3000/dialog.html", None),
            (Spa, "https://Addin.contoso.com/Dialog.html?a=b", None),
            (Spa, "http://localhost:3000/dialog.html", None),
            (Spa, "brk-multihub://localhost:3000", None),
            (Spa, "brk-multihub://addin.contoso.com", None),
            (Web, "https://localhost:3000", None),
            (PublicClient, "http://localhost", None),
            (PublicClient, "http://127.0.0.1:8400", None),
            (PublicClient, "https://login.microsoftonline.com/common/oauth2/nativeclient", None),
            (PublicClient, "urn:ietf:wg:oauth:2.0:oob", None),
            (PublicClient, "msalc6c1f32b-5e55-4997-881a-753cc1d563b7://auth", None),
            (Spa, &long[..256], None),
            (Spa, &long, Some(TooLong)),
            (Spa, "", Some(Empty)),
            (Spa, "https://localhost:3000/a b", Some(Blank)),
            (Spa, "https://*.contoso.com/", Some(Wildcard)),
            (Web, "https://localhost/a;b", Some(Character(';'))),
            (Spa, "localhost", Some(NotAnAddress)),
            (Spa, "/dialog.html", Some(NotAnAddress)),
            (Spa, "https://localhost:3000/#done", Some(Fragment)),
            (Spa, "http://addin.contoso.com/", Some(Http)),
            (PublicClient, "http://localhost.contoso.com", Some(Http)),
            (PublicClient, "http://[::1]:8400", Some(Ipv6Loopback)),
            (Spa, "brk-multihub://localhost:3000/taskpane.html", Some(BrokerNotAnOrigin)),
            (Spa, "brk-multihub://localhost:3000/", Some(BrokerNotAnOrigin)),
            (Spa, "brk-multihub:localhost", Some(BrokerNotAnOrigin)),
            (PublicClient, "brk-multihub://localhost:3000", Some(BrokerNotSpa)),
            (Web, "contoso://auth", Some(NativeScheme)),
            (Spa, "localhost:3000", Some(NativeScheme)),
        ] {
            assert_eq!(RedirectUri::fault(platform, text), fault, "{text}");
            match RedirectUri::new(platform, text) {
                Ok(uri) => assert_eq!((uri.as_str(), uri.platform()), (text, platform)),
                Err(error) => assert!(error.what.starts_with("the redirect URI ") && !error.hint.is_empty()),
            }
        }
    }

    #[test]
    fn what_depends_on_accounts_and_ports() {
        for (text, query, any_port) in [
            ("http://localhost/auth", false, true),
            ("https://localhost:3000/?a", true, false),
            ("http://127.0.0.1/", false, false),
        ] {
            let uri = RedirectUri::new(Spa, text).unwrap();
            assert_eq!((uri.has_query(), uri.has_any_port()), (query, any_port), "{text}");
        }
    }
}
