use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::error::HostNotFound;

/// The operating system's resolver, as the client uses it by itself, with an error that can be told from others.
pub(super) struct OperatingSystem;

impl Resolve for OperatingSystem {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let addresses = tokio::net::lookup_host((name.as_str(), 0)).await.map_err(HostNotFound)?;
            Ok(Box::new(addresses.collect::<Vec<_>>().into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::EntraClient;
    use crate::http::{Trust, builder};

    /// A label of more than 63 letters is in no name server's answer, so none is asked (RFC 1035 §2.3.4).
    #[tokio::test]
    async fn a_name_that_cannot_be() {
        let name = format!("{}.invalid", "a".repeat(64)).parse().unwrap();
        let Err(error) = OperatingSystem.resolve(name).await else { panic!("it was found") };
        assert!(error.is::<HostNotFound>(), "{error:?}");
    }

    /// The error is found again beneath those of the connector and the client.
    #[tokio::test]
    async fn what_the_client_says_of_it() {
        struct Nothing;
        impl Resolve for Nothing {
            fn resolve(&self, _: Name) -> Resolving {
                Box::pin(async { Err(HostNotFound(std::io::Error::other("no name server")).into()) })
            }
        }
        let builder = builder(&Trust::OperatingSystem).unwrap().no_proxy().dns_resolver(Arc::new(Nothing));
        let client = EntraClient::build(builder, crate::http::Proxies::default()).unwrap();
        let authority = "https://login.contoso.com/".parse().unwrap();
        let error = client.discover(&authority, "common").await.unwrap_err();
        assert_eq!(error.code(), "host-not-found", "{error:?}");
        assert!(error.to_string().ends_with("login.contoso.com"), "{error}");
    }
}
