use std::fmt;

use url::Url;

use crate::HostPort;

/// Where Exchange answers with its metadata document, on every host.
const PATH: &str = "/autodiscover/metadata/json/1";

/// The address of a metadata document on a host that the reader trusts: https, the one path, no query. Made by
/// [`MetadataUrl::trusted`] alone, so that whoever is handed one may ask there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataUrl(Url);

/// Why an `amurl` is not asked. Whoever answers there decides which certificates are believed: he could sign for any
/// user, and have a server send requests into its own network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Untrusted {
    #[error("is no address")]
    NotAUrl,
    #[error("is not https")]
    NotHttps,
    #[error("has a user, a query or a fragment, which Exchange never writes there")]
    Adorned,
    #[error("is not the path of Exchange's metadata")]
    Path,
    #[error("is on a host that you did not name")]
    Host,
}

impl MetadataUrl {
    /// `amurl` as the token has it; `hosts`: those that an administrator named, each with the port 443 unless it says
    /// another. A host is never believed because it stands in a token.
    pub fn trusted(amurl: &str, hosts: &[HostPort]) -> Result<Self, Untrusted> {
        let url = Url::parse(amurl).map_err(|_| Untrusted::NotAUrl)?;
        if url.scheme() != "https" {
            return Err(Untrusted::NotHttps);
        }
        if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
            return Err(Untrusted::Adorned);
        }
        if url.path() != PATH {
            return Err(Untrusted::Path);
        }
        // The parser has brought both to one form: small letters, no port where it is 443.
        let is_named = |host: &HostPort| url.host_str() == Some(host.host()) && url.port() == host.port();
        if !hosts.iter().any(is_named) {
            return Err(Untrusted::Host);
        }
        Ok(Self(url))
    }

    pub fn as_url(&self) -> &Url {
        &self.0
    }
}

impl fmt::Display for MetadataUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
