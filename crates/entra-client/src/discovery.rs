//! OpenID Connect Discovery: where the endpoints are, and which keys sign.

use serde::Deserialize;
use sso_core::token::Jwks;
use sso_core::{ClientId, TenantId};
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
    /// Every redirect names its issuer in `iss` (RFC 9207 §3). Entra's metadata does not say so.
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
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

    /// The issuer is the one that was asked (`expected`), and every endpoint is on the origin that was: metadata decides
    /// where codes, secrets and assertions are sent, and whose keys are believed.
    fn checked(self, asked: &Url, expected: impl FnOnce(&str) -> bool) -> Result<Self, EntraError> {
        let on_origin = |url: &Url| url.origin() == asked.origin();
        if !expected(&self.issuer) {
            let what = format!("the metadata of {} names another issuer: {}", host(asked), shown(&self.issuer, 120));
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
                return Err(foreign(name, url, asked));
            }
        }
        Ok(self)
    }
}

/// Whether metadata of this tenant segment may name this issuer: the tenant's own, a template for `common` and
/// `organizations`, and for a domain name that of one tenant, which cannot be known before.
fn is_issuer_of(issuer: &str, authority: &Url, tenant: &str) -> bool {
    let personal = TenantId::PERSONAL_ACCOUNTS.to_string();
    let named = match tenant.to_ascii_lowercase().as_str() {
        "common" | "organizations" => TENANT_PLACE.to_owned(),
        "consumers" => personal,
        other if other.parse::<TenantId>().is_ok() => other.to_owned(),
        _ => {
            let Some(found) = Url::parse(issuer).ok().and_then(|url| {
                Some(url.path_segments()?.rev().nth(1)?.to_owned()).filter(|found| found.parse::<TenantId>().is_ok())
            }) else {
                return false;
            };
            found
        }
    };
    // Not by `endpoint`: it would encode the braces of the template.
    let mut base = authority.clone();
    base.set_query(None);
    base.set_fragment(None);
    format!("{}/{named}/v2.0", base.as_str().trim_end_matches('/')).eq_ignore_ascii_case(issuer)
}

impl EntraClient {
    /// `{authority}/{tenant}/v2.0/.well-known/openid-configuration`. The issuer must be that of the authority and the
    /// tenant, a template with `{tenantid}` for `common` and `organizations`; the endpoints must be on the authority's
    /// origin.
    ///
    /// # Errors
    /// [`EntraError::OAuth`] with AADSTS90002 where the authority knows no such tenant.
    pub async fn discover(&self, authority: &Url, tenant: &str) -> Result<Metadata, EntraError> {
        self.discover_for(authority, tenant, None).await
    }

    /// The same with `?appid=`: the `jwks_uri` is then that of an API with signing keys of its own (claims mapping).
    pub async fn discover_for(
        &self,
        authority: &Url,
        tenant: &str,
        app: Option<ClientId>,
    ) -> Result<Metadata, EntraError> {
        let mut url = endpoint(authority, &[tenant, "v2.0", ".well-known", "openid-configuration"])?;
        if let Some(app) = app {
            url.query_pairs_mut().append_pair("appid", &app.to_string());
        }
        let request = reqwest::Request::new(reqwest::Method::GET, url);
        let metadata: Metadata = self.send(request).await?.into_success()?.json("metadata")?;
        metadata.checked(authority, |issuer| is_issuer_of(issuer, authority, tenant))
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

/// A text from outside within a message.
fn shown(text: &str, longest: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(longest).collect()
}

fn foreign(name: &str, url: &Url, asked: &Url) -> EntraError {
    let what = format!("the metadata of {} names a {name} on another host: {}", host(asked), host(url));
    EntraError::answer(AnswerFault::ForeignEndpoint, what)
}

/// An address below the authority. `segments` are encoded, so that none leaves its place.
pub(crate) fn endpoint(authority: &Url, segments: &[&str]) -> Result<Url, EntraError> {
    let tenant = segments.first().copied().unwrap_or_default();
    let not_accepted =
        || EntraError::not_sent(RequestFault::Tenant, format!("this cannot be a tenant: {:?}", shown(tenant, 80)));
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
            authorization_response_iss_parameter_supported: false,
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
