//! Which proxy a request goes through, for an error to name it: those of the HTTP library name none.

use std::sync::Arc;

use hyper_util::client::proxy::matcher::Matcher;
use url::Url;

use super::Trust;

/// The proxies of the environment and of the system, as the HTTP client reads them too; none by default.
#[derive(Clone, Default)]
pub(super) struct Proxies(Option<Arc<Matcher>>);

impl Proxies {
    /// As the client of this trust uses them.
    pub fn of(trust: &Trust) -> Self {
        match trust {
            Trust::OperatingSystem => Self(Some(Arc::new(Matcher::from_system()))),
            Trust::Only(_) => Self::default(),
        }
    }

    /// Host and port of the proxy of this request, never the user and the password in its address.
    pub fn towards(&self, url: &Url) -> Option<String> {
        let proxy = self.0.as_ref()?.intercept(&url.as_str().parse().ok()?)?;
        let (host, port) = (proxy.uri().host()?, proxy.uri().port_u16());
        Some(port.map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_without_its_password() {
        let matcher = Matcher::builder().all("http://adele:planted@proxy.contoso.com:8080").no("localhost").build();
        let proxies = Proxies(Some(Arc::new(matcher)));
        let towards = |url: &str| proxies.towards(&url.parse().unwrap());
        assert_eq!(towards("https://login.contoso.com/t?x=1").as_deref(), Some("proxy.contoso.com:8080"));
        assert_eq!(towards("https://localhost:47443/"), None);
        assert_eq!(Proxies::default().towards(&"https://login.contoso.com/".parse().unwrap()), None);
    }
}
