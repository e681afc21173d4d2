//! OpenID Connect Discovery: where the endpoints are, and which keys sign.

use serde::Deserialize;
use sso_core::TenantId;
use sso_core::token::Jwks;
use url::Url;

use crate::http::host;
use crate::{AnswerFault, EntraClient, EntraError, RequestFault};

/// The OpenID Connect metadata of a tenant, as far as it is used.
#[derive(Debug, Clone, Deserialize)]
pub struct Metadata {
    /// Literal for a tenant; a template with `{tenantid}` for `common` and `organizations`.
    pub issuer: String,
    pub authorization_endpoint: Url,
    pub token_endpoint: Url,
    pub jwks_uri: Url,
    #[serde(default)]
    pub device_authorization_endpoint: Option<Url>,
}

const TENANT_PLACE: &str = "{tenantid}";

impl Metadata {
    /// Whether `iss` is this issuer, or the template with some tenant in its place.
    pub(crate) fn is_issuer(&self, iss: &str) -> bool {
        match self.issuer.split_once(TENANT_PLACE) {
            None => iss == self.issuer,
            Some((before, after)) => iss
                .strip_prefix(before)
                .and_then(|rest| rest.strip_suffix(after))
                .is_some_and(|tenant| tenant.parse::<TenantId>().is_ok()),
        }
    }

    /// The issuer is the authority that was asked, and every endpoint is on its origin: metadata decides where codes,
    /// secrets and assertions are sent, and whose keys are believed.
    fn checked(self, authority: &Url, tenant: &str) -> Result<Self, EntraError> {
        let on_origin = |url: &Url| url.origin() == authority.origin();
        let of_tenant = tenant.parse::<TenantId>().is_err()
            || endpoint(authority, &[tenant, "v2.0"]).is_ok_and(|own| own.as_str().eq_ignore_ascii_case(&self.issuer));
        if !Url::parse(&self.issuer).is_ok_and(|issuer| on_origin(&issuer)) || !of_tenant {
            let issuer: String = self.issuer.chars().filter(|c| !c.is_control()).take(120).collect();
            let what = format!("the metadata of {} names another issuer: {issuer}", host(authority));
            return Err(EntraError::answer(AnswerFault::Issuer, what));
        }
        let endpoints = [
            ("authorization_endpoint", Some(&self.authorization_endpoint)),
            ("token_endpoint", Some(&self.token_endpoint)),
            ("jwks_uri", Some(&self.jwks_uri)),
            ("device_authorization_endpoint", self.device_authorization_endpoint.as_ref()),
        ];
        for (name, url) in endpoints {
            if let Some(url) = url.filter(|url| !on_origin(url)) {
                return Err(foreign(name, url, authority));
            }
        }
        Ok(self)
    }
}

impl EntraClient {
    /// `{authority}/{tenant}/v2.0/.well-known/openid-configuration`. The issuer must be on the authority's origin, and
    /// the tenant's own where `tenant` is a GUID; the endpoints must be on that origin, too.
    ///
    /// # Errors
    /// [`EntraError::OAuth`] with AADSTS90002 where the authority knows no such tenant.
    pub async fn discover(&self, authority: &Url, tenant: &str) -> Result<Metadata, EntraError> {
        let url = endpoint(authority, &[tenant, "v2.0", ".well-known", "openid-configuration"])?;
        let answer = self.send(reqwest::Request::new(reqwest::Method::GET, url)).await?.into_success()?;
        answer.json::<Metadata>("metadata")?.checked(authority, tenant)
    }

    /// The signing keys; `jwks_uri` must be on the metadata's origin.
    pub async fn keys(&self, metadata: &Metadata) -> Result<Jwks, EntraError> {
        let url = &metadata.jwks_uri;
        let issuer = Url::parse(&metadata.issuer).ok().filter(|issuer| issuer.origin() == url.origin());
        if issuer.is_none() {
            return Err(EntraError::answer(
                AnswerFault::ForeignEndpoint,
                format!("the metadata names keys on another host than its issuer's: {}", host(url)),
            ));
        }
        let answer = self.send(reqwest::Request::new(reqwest::Method::GET, url.clone())).await?.into_success()?;
        let keys: Jwks = answer.json("key set")?;
        if keys.keys.is_empty() {
            let what = format!("the key set of {} has no RSA key for signatures", answer.host);
            return Err(EntraError::answer(AnswerFault::NoKeys, what));
        }
        Ok(keys)
    }
}

fn foreign(name: &str, url: &Url, authority: &Url) -> EntraError {
    let what = format!("the metadata of {} names a {name} on another host: {}", host(authority), host(url));
    EntraError::answer(AnswerFault::ForeignEndpoint, what)
}

/// An address below the authority. `segments` are encoded, so that none leaves its place.
fn endpoint(authority: &Url, segments: &[&str]) -> Result<Url, EntraError> {
    let tenant = segments.first().copied().unwrap_or_default();
    let not_accepted = || {
        let shown: String = tenant.chars().filter(|c| !c.is_control()).take(80).collect();
        EntraError::not_sent(RequestFault::Tenant, format!("this cannot be a tenant: {shown:?}"))
    };
    // `.` and `..` would be taken for directions, not for names.
    if tenant.is_empty() || tenant.bytes().all(|b| b == b'.') {
        return Err(not_accepted());
    }
    let mut url = authority.clone();
    url.set_query(None);
    url.set_fragment(None);
    url.path_segments_mut().map_err(|()| not_accepted())?.pop_if_empty().extend(segments);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (authority, tenant, url) in [
            ("https://login.microsoftonline.com", "common", Some("https://login.microsoftonline.com/common/v2.0")),
            (
                "https://login.microsoftonline.com/",
                "contoso.com",
                Some("https://login.microsoftonline.com/contoso.com/v2.0"),
            ),
            ("https://localhost:1/base/?a=b#c", "t", Some("https://localhost:1/base/t/v2.0")),
            ("https://localhost:1/", "a/b?c#d", Some("https://localhost:1/a%2Fb%3Fc%23d/v2.0")),
            ("https://localhost:1/", "..", None),
            ("https://localhost:1/", ".", None),
            ("https://localhost:1/", "", None),
            ("mailto:a@b", "common", None),
        ] {
            let got = endpoint(&authority.parse().unwrap(), &[tenant, "v2.0"]);
            assert_eq!(got.as_ref().map(Url::as_str).ok(), url, "{authority} {tenant}");
        }
    }

    #[test]
    fn issuers() {
        let metadata = |issuer: &str| Metadata {
            issuer: issuer.to_owned(),
            authorization_endpoint: "https://a/".parse().unwrap(),
            token_endpoint: "https://a/".parse().unwrap(),
            jwks_uri: "https://a/".parse().unwrap(),
            device_authorization_endpoint: None,
        };
        const TENANT: &str = "72f988bf-86f1-41af-91ab-2d7cd011db47";
        let own = format!("https://login.microsoftonline.com/{TENANT}/v2.0");
        let template = "https://login.microsoftonline.com/{tenantid}/v2.0";
        for (issuer, iss, same) in [
            (own.as_str(), own.as_str(), true),
            (&own, &format!("{own}/"), false),
            (template, &own, true),
            (template, template, false),
            (template, "https://login.microsoftonline.com/evil/../x/v2.0", false),
            (template, "https://evil.example/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0", false),
        ] {
            assert_eq!(metadata(issuer).is_issuer(iss), same, "{issuer} {iss}");
        }
    }
}
