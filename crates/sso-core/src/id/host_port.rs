use std::fmt;
use std::net::Ipv6Addr;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ValueError;

/// Host, and port unless it is 443, of the add-in's pages: lower case, no scheme, no path.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HostPort {
    host: String,
    port: Option<u16>,
}

const HOST_HINT: &str =
    "write host or host:port as in the add-in's page URLs, such as localhost:3000 or addin.contoso.com";

/// Domains under which Azure gives out names, in all clouds.
///
/// Source: the page on single sign-on of the Office Add-ins documentation, for `azurewebsites.net` and `cloudapp.net`; the
/// others are the same kind of name of other services and clouds, for which it says nothing.
const OF_MICROSOFT: [&str; 11] = [
    "azurewebsites.net",
    "cloudapp.net",
    "cloudapp.azure.com",
    "azurestaticapps.net",
    "azurefd.net",
    "azureedge.net",
    "core.windows.net",
    "azurewebsites.us",
    "usgovcloudapp.net",
    "chinacloudsites.cn",
    "chinacloudapp.cn",
];

fn is_under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// What of an address stands in the text beside host and port, if anything does.
fn part_of_an_address(text: &str) -> Option<&'static str> {
    if text.contains(char::is_whitespace) {
        return Some("a blank in it");
    }
    if text.contains("://") {
        return Some("a scheme");
    }
    match text.find(['/', '?', '#', '@']).and_then(|at| text.as_bytes().get(at))? {
        b'/' => Some("a path"),
        b'?' => Some("a query"),
        b'#' => Some("a fragment"),
        _ => Some("user information before an @"),
    }
}

/// What makes a host one that no browser goes to, or no registration takes, and what would be right.
fn no_host_name(host: &str, port: Option<&str>) -> Option<(&'static str, String)> {
    let with_port = |host: &str| port.map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let or_hint = |meant: String| match meant.parse::<HostPort>() {
        Ok(domain) => format!("write {domain}"),
        Err(_) => HOST_HINT.to_owned(),
    };
    if let Some(whole) = host.strip_suffix('.') {
        return Some(("ends in a dot", or_hint(with_port(whole).to_ascii_lowercase())));
    }
    if host.contains('*') {
        let one = or_hint(with_port(&host.replace('*', "addin")).to_ascii_lowercase());
        return Some(("has a wildcard", format!("name the one host that has the add-in's pages: {one}")));
    }
    if host.contains('_') {
        let hyphens = or_hint(with_port(&host.replace('_', "-")).to_ascii_lowercase());
        let hint = format!("host names have letters, digits and hyphens: give the site such a name, then {hyphens}");
        return Some(("has an underscore", hint));
    }
    None
}

/// The value that was meant, where people wrote an address.
fn meant(text: &str) -> Option<String> {
    let text = text.trim();
    let address = match text.split_once("://") {
        Some((_, rest)) => rest,
        None => text,
    };
    HostPort::of_url(&format!("https://{address}")).map(|domain| format!("write {domain}"))
}

impl HostPort {
    pub fn host(&self) -> &str {
        &self.host
    }

    /// `None` stands for 443.
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    /// As a fact from which a registration is made: a domain that nobody but Microsoft can own is refused, because Entra
    /// may refuse the Application ID URI with it. A manifest may name one: registrations with it exist.
    ///
    /// Source: the page on single sign-on of the Office Add-ins documentation.
    ///
    /// # Errors
    /// As its `FromStr`, and for such a domain.
    pub fn for_registration(text: &str) -> Result<Self, ValueError> {
        let domain = text.parse::<Self>()?;
        match domain.domain_of_microsoft() {
            None => Ok(domain),
            Some(known) => Err(ValueError::new(
                format!("the domain is one of {known}, which you cannot own: {domain}"),
                "give the add-in's site a domain of your own, such as addin.contoso.com; with this one Entra may refuse the \
                 Application ID URI",
            )),
        }
    }

    /// The domain that only Microsoft can own, if it is in one: nobody else can verify it in a tenant.
    pub(crate) fn domain_of_microsoft(&self) -> Option<&'static str> {
        OF_MICROSOFT.into_iter().find(|known| is_under(&self.host, known))
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
        let shown = || text.chars().take(80).collect::<String>();
        if text.is_empty() {
            return Err(ValueError::new("the domain is empty", HOST_HINT));
        }
        if let Some(part) = part_of_an_address(text) {
            let hint = meant(text).unwrap_or_else(|| HOST_HINT.to_owned());
            return Err(ValueError::new(format!("the domain has {part}: {}", shown()), hint));
        }
        // Anywhere else a bracket is that of a placeholder, such as HOST[:PORT].
        if text.starts_with('[') || text.parse::<Ipv6Addr>().is_ok() {
            return Err(ValueError::new(
                format!("the domain is an IPv6 address: {}", shown()),
                "Entra does not take IPv6 addresses; use localhost",
            ));
        }
        if text.matches(':').count() > 1 && !text.contains('[') {
            return Err(ValueError::new(format!("the domain has more than one port: {}", shown()), HOST_HINT));
        }
        let (host, port) = match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        };
        if !host.is_ascii() {
            return Err(ValueError::new(
                format!("the domain is not in ASCII: {}", shown()),
                meant(text).unwrap_or_else(|| "write an international domain in its xn-- form".to_owned()),
            ));
        }
        if let Some((what, hint)) = no_host_name(host, port) {
            return Err(ValueError::new(format!("the domain {what}: {}", shown()), hint));
        }
        let label = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        if host.len() > 253 || !host.split('.').all(label) {
            return Err(ValueError::new(format!("the domain is no host name: {}", shown()), HOST_HINT));
        }
        if host.chars().any(|c| c.is_ascii_uppercase()) {
            return Err(ValueError::new(
                format!("the domain has capital letters: {}", shown()),
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
                        format!("the port is not a number from 1 to 65535: {}", shown()),
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

text_like!(HostPort);

#[cfg(test)]
mod tests {
    use super::*;

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
            ("HOST[:PORT]", Err("the domain is no host name")),
            ("[::1]:3000", Err("the domain is an IPv6 address")),
            ("::1", Err("the domain is an IPv6 address")),
            ("bücher.example", Err("the domain is not in ASCII")),
            ("-bad.example", Err("the domain is no host name")),
            ("a..b", Err("the domain is no host name")),
            ("a .example", Err("the domain has a blank in it")),
            ("localhost:3000?a", Err("the domain has a query")),
            ("localhost:3000#a/b", Err("the domain has a fragment")),
            ("adele:x@contoso.com", Err("the domain has user information")),
            ("contoso.com.", Err("the domain ends in a dot")),
            ("*.contoso.com", Err("the domain has a wildcard")),
            ("my_addin.contoso.com", Err("the domain has an underscore")),
            ("localhost:3000:1", Err("the domain has more than one port")),
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
    fn a_hint_is_the_value_that_was_meant() {
        for (text, hint) in [
            ("https://localhost:3000/taskpane.html", "write localhost:3000"),
            ("localhost:3000/taskpane.html", "write localhost:3000"),
            ("api://Addin.Contoso.com/x", "write addin.contoso.com"),
            ("bücher.example:3000", "write xn--bcher-kva.example:3000"),
            ("Addin.contoso.com", "write addin.contoso.com; an App ID URI with capital letters ends in AADSTS500131"),
            ("https://", HOST_HINT),
            (" Contoso.com ", "write contoso.com"),
            ("https://adele@contoso.com/a?b#c", "write contoso.com"),
            ("contoso .com", HOST_HINT),
            ("contoso.com.:8443", "write contoso.com:8443"),
            (".", HOST_HINT),
            ("*.Contoso.com", "name the one host that has the add-in's pages: write addin.contoso.com"),
        ] {
            assert_eq!(text.parse::<HostPort>().unwrap_err().hint, hint, "{text}");
        }
    }

    #[test]
    fn domains_that_nobody_can_own() {
        for text in [
            "addin.azurewebsites.net",
            "azurewebsites.net",
            "a.b.cloudapp.net:8443",
            "x.azurewebsites.us",
            "x.azurestaticapps.net",
        ] {
            let error = HostPort::for_registration(text).unwrap_err();
            assert!(error.what.starts_with("the domain is one of ") && error.what.ends_with(text), "{error}");
            assert!(text.parse::<HostPort>().is_ok());
        }
        for text in ["myazurewebsites.net", "addin.contoso.com", "localhost:3000", "contoso.onmicrosoft.com"] {
            assert!(HostPort::for_registration(text).is_ok(), "{text}");
        }
        assert!(HostPort::for_registration("localhost:0").is_err());
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
