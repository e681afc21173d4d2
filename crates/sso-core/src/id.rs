//! Newtypes whose constructors hold the rules of the app registration.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Why a text is not such a value: what is wrong, and what would be right. Both without a full stop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct ValueError {
    pub what: String,
    pub hint: String,
}

impl ValueError {
    fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { what: what.into(), hint: hint.into() }
    }
}

macro_rules! guid {
    ($(#[$doc:meta])* $name:ident, $words:literal, $hint:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Uuid);

        impl $name {
            /// For a GUID that was drawn or that Entra assigned. Text from people goes through `FromStr`.
            pub const fn from_uuid(id: Uuid) -> Self {
                Self(id)
            }

            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl FromStr for $name {
            type Err = ValueError;

            fn from_str(text: &str) -> Result<Self, ValueError> {
                guid(text, $words, $hint).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = ValueError;

            fn try_from(text: String) -> Result<Self, ValueError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    };
}

guid!(
    /// Application (client) ID.
    ClientId,
    "client ID",
    "copy Application (client) ID from the app's Overview in the portal"
);
guid!(
    /// Directory (tenant) ID.
    TenantId,
    "tenant ID",
    "copy Directory (tenant) ID from the app's Overview in the portal"
);
guid!(
    /// Object ID of an application or service principal; not the client ID.
    ObjectId,
    "object ID",
    "copy Object ID from the app's Overview in the portal"
);

/// A GUID in its plain form, `8-4-4-4-12`: Entra accepts others here and there, Office does not.
fn guid(text: &str, name: &str, hint: &str) -> Result<Uuid, ValueError> {
    let shown = text.chars().take(60).collect::<String>();
    let plain = text.len() == 36;
    match Uuid::try_parse(text) {
        Ok(id) if id.is_nil() => Err(ValueError::new(format!("the {name} is all zeros"), hint)),
        Ok(id) if plain => Ok(id),
        Ok(id) => Err(ValueError::new(
            format!("the {name} is not written plainly: {shown}"),
            format!("write {}", id.hyphenated()),
        )),
        Err(_) => Err(ValueError::new(format!("the {name} is not a GUID: {shown}"), hint)),
    }
}

impl TenantId {
    /// The tenant of all personal Microsoft accounts.
    pub const PERSONAL_ACCOUNTS: Self = Self(uuid::uuid!("9188040d-6c67-4c5b-b112-36a304b66dad"));
}

/// Host, and port unless it is 443, of the add-in's pages: lower case, no scheme, no path.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HostPort {
    host: String,
    port: Option<u16>,
}

const HOST_HINT: &str =
    "write host or host:port as in the add-in's page URLs, such as localhost:3000 or addin.contoso.com";

impl HostPort {
    pub fn host(&self) -> &str {
        &self.host
    }

    /// `None` stands for 443.
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    /// The origin of the add-in's pages, without a trailing slash.
    pub fn https_origin(&self) -> String {
        format!("https://{self}")
    }

    /// Host and port of an `https` URL; `None` if it is relative, a template token, or on another scheme.
    pub fn of_url(text: &str) -> Option<Self> {
        let url = url::Url::parse(text).ok()?;
        if url.scheme() != "https" {
            return None;
        }
        let host = url.host_str()?;
        match url.port() {
            Some(port) => format!("{host}:{port}").parse().ok(),
            None => host.parse().ok(),
        }
    }
}

impl FromStr for HostPort {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let shown = text.chars().take(80).collect::<String>();
        if text.is_empty() {
            return Err(ValueError::new("the domain is empty", HOST_HINT));
        }
        if text.contains("://") {
            return Err(ValueError::new(format!("the domain has a scheme: {shown}"), HOST_HINT));
        }
        if text.contains(['/', '?', '#']) {
            return Err(ValueError::new(format!("the domain has a path: {shown}"), HOST_HINT));
        }
        // Anywhere else a bracket is that of a placeholder, such as HOST[:PORT].
        if text.starts_with('[') || (text.matches(':').count() > 1 && !text.contains('[')) {
            return Err(ValueError::new(
                format!("the domain is an IPv6 address: {shown}"),
                "Entra does not take IPv6 addresses; use localhost",
            ));
        }
        let (host, port) = match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        };
        if !host.is_ascii() {
            return Err(ValueError::new(
                format!("the domain is not in ASCII: {shown}"),
                "write an international domain in its xn-- form",
            ));
        }
        let label = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        if host.len() > 253 || !host.split('.').all(label) {
            return Err(ValueError::new(format!("the domain is no host name: {shown}"), HOST_HINT));
        }
        if host.chars().any(|c| c.is_ascii_uppercase()) {
            return Err(ValueError::new(
                format!("the domain has capital letters: {shown}"),
                format!("write {}; an App ID URI with capital letters ends in AADSTS500131", text.to_ascii_lowercase()),
            ));
        }
        let port = match port {
            None => None,
            Some(port) => match port.parse::<u16>() {
                Ok(number) if number > 0 && port.bytes().all(|b| b.is_ascii_digit()) => {
                    (number != 443).then_some(number)
                }
                _ => {
                    return Err(ValueError::new(
                        format!("the port is not a number from 1 to 65535: {shown}"),
                        HOST_HINT,
                    ));
                }
            },
        };
        Ok(Self { host: host.to_owned(), port })
    }
}

impl fmt::Display for HostPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            Some(port) => write!(f, "{}:{port}", self.host),
            None => f.write_str(&self.host),
        }
    }
}

/// `api://<host[:port]>/<client ID>`: the form that Office requires, compared by Office with the pages' host.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AppIdUri {
    host: HostPort,
    client_id: ClientId,
}

impl AppIdUri {
    pub fn new(host: HostPort, client_id: ClientId) -> Self {
        Self { host, client_id }
    }

    pub fn host(&self) -> &HostPort {
        &self.host
    }

    pub fn client_id(&self) -> ClientId {
        self.client_id
    }

    /// A scope of this API as clients ask for it.
    pub fn scope(&self, name: &ScopeName) -> String {
        format!("{self}/{name}")
    }
}

impl FromStr for AppIdUri {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let hint =
            "write api://<host[:port]>/<client ID>, such as api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7";
        let shown = text.chars().take(120).collect::<String>();
        let Some(rest) = text.strip_prefix("api://") else {
            return Err(ValueError::new(format!("the Application ID URI does not begin with api://: {shown}"), hint));
        };
        let Some((host, id)) = rest.split_once('/') else {
            let what = if rest.parse::<ClientId>().is_ok() { "host" } else { "client ID" };
            return Err(ValueError::new(format!("the Application ID URI has no {what}: {shown}"), hint));
        };
        if id.ends_with('/') {
            return Err(ValueError::new(format!("the Application ID URI ends with a slash: {shown}"), hint));
        }
        if id.contains('/') {
            return Err(ValueError::new(format!("the Application ID URI goes on after the client ID: {shown}"), hint));
        }
        let uri = Self { host: host.parse()?, client_id: id.parse()? };
        if id.bytes().any(|b| b.is_ascii_uppercase()) {
            return Err(ValueError::new(
                format!("the Application ID URI has capital letters: {shown}"),
                format!("write {}; capital letters end in AADSTS500131", text.to_ascii_lowercase()),
            ));
        }
        Ok(uri)
    }
}

impl fmt::Display for AppIdUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "api://{}/{}", self.host, self.client_id)
    }
}

/// A delegated scope's short name, such as `access_as_user` or `User.Read`.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ScopeName(String);

impl ScopeName {
    /// The one scope that Office asks for, by this name only.
    pub fn access_as_user() -> Self {
        Self("access_as_user".to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ScopeName {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let shown = text.chars().take(60).collect::<String>();
        if text.contains("://") || text.contains('/') {
            return Err(ValueError::new(
                format!("the scope is not a short name: {shown}"),
                "write the name alone, such as User.Read",
            ));
        }
        if text.is_empty()
            || text.len() > 120
            || !text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
        {
            return Err(ValueError::new(
                format!("the scope is not a name: {shown}"),
                "letters, digits, dot, underscore and hyphen, at most 120, such as access_as_user",
            ));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for ScopeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! text_like {
    ($($name:ident),*) => {$(
        impl TryFrom<String> for $name {
            type Error = ValueError;

            fn try_from(text: String) -> Result<Self, ValueError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    )*};
}

text_like!(HostPort, AppIdUri, ScopeName);

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";

    #[test]
    fn client_ids() {
        for (text, what) in [
            ("c6c1f32b-5e55-4997-881a-753cc1d563b7", None),
            ("C6C1F32B-5E55-4997-881A-753CC1D563B7", None),
            ("{c6c1f32b-5e55-4997-881a-753cc1d563b7}", Some("the client ID is not written plainly")),
            ("c6c1f32b5e554997881a753cc1d563b7", Some("the client ID is not written plainly")),
            ("00000000-0000-0000-0000-000000000000", Some("the client ID is all zeros")),
            ("{client ID}", Some("the client ID is not a GUID: {client ID}")),
            ("", Some("the client ID is not a GUID")),
        ] {
            match (text.parse::<ClientId>(), what) {
                (Ok(id), None) => assert_eq!(id.to_string(), ID),
                (Err(error), Some(what)) => assert!(error.what.starts_with(what), "{text}: {error}"),
                (got, want) => panic!("{text}: {got:?}, expected {want:?}"),
            }
        }
    }

    #[test]
    fn domains() {
        for (text, answer) in [
            ("localhost:3000", Ok("localhost:3000")),
            ("addin.contoso.com", Ok("addin.contoso.com")),
            ("addin.contoso.com:443", Ok("addin.contoso.com")),
            ("127.0.0.1:3000", Ok("127.0.0.1:3000")),
            ("https://localhost:3000", Err("the domain has a scheme")),
            ("localhost:3000/taskpane.html", Err("the domain has a path")),
            ("Addin.contoso.com", Err("the domain has capital letters")),
            ("localhost:0", Err("the port is not a number from 1 to 65535")),
            ("localhost:+3000", Err("the port is not a number from 1 to 65535")),
            ("localhost:65536", Err("the port is not a number from 1 to 65535")),
            ("[::1]:3000", Err("the domain is an IPv6 address")),
            ("::1", Err("the domain is an IPv6 address")),
            ("bücher.example", Err("the domain is not in ASCII")),
            ("-bad.example", Err("the domain is no host name")),
            ("a..b", Err("the domain is no host name")),
            ("HOST[:PORT]", Err("the domain is no host name")),
            ("~remoteAppUrl", Err("the domain is no host name")),
            ("", Err("the domain is empty")),
        ] {
            match (text.parse::<HostPort>(), answer) {
                (Ok(got), Ok(want)) => assert_eq!(got.to_string(), want),
                (Err(error), Err(want)) => assert!(error.what.starts_with(want), "{text}: {error}"),
                (got, want) => panic!("{text}: {got:?}, expected {want:?}"),
            }
        }
    }

    #[test]
    fn app_id_uris() {
        for (text, answer) in [
            (format!("api://localhost:3000/{ID}"), None),
            (format!("https://localhost:3000/{ID}"), Some("the Application ID URI does not begin with api://")),
            (format!("api://{ID}"), Some("the Application ID URI has no host")),
            ("api://localhost:3000".to_owned(), Some("the Application ID URI has no client ID")),
            (format!("api://localhost:3000/{ID}/"), Some("the Application ID URI ends with a slash")),
            (format!("api://localhost:3000/{ID}/access_as_user"), Some("the Application ID URI goes on")),
            (format!("api://Localhost:3000/{ID}"), Some("the domain has capital letters")),
            (format!("api://localhost:3000/{}", ID.to_uppercase()), Some("the Application ID URI has capital letters")),
            ("api://localhost:3000/{client ID}".to_owned(), Some("the client ID is not a GUID")),
        ] {
            match (text.parse::<AppIdUri>(), answer) {
                (Ok(got), None) => assert_eq!(got.to_string(), text),
                (Err(error), Some(want)) => assert!(error.what.starts_with(want), "{text}: {error}"),
                (got, want) => panic!("{text}: {got:?}, expected {want:?}"),
            }
        }
    }

    #[test]
    fn host_of_a_url() {
        for (url, host) in [
            ("https://localhost:3000/taskpane.html", Some("localhost:3000")),
            ("https://Addin.Contoso.com/a", Some("addin.contoso.com")),
            ("http://localhost:3000/", None),
            ("~remoteAppUrl/Home", None),
            ("taskpane.html", None),
        ] {
            assert_eq!(HostPort::of_url(url).map(|h| h.to_string()).as_deref(), host, "{url}");
        }
    }
}
