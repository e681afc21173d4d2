use serde::Deserialize;
use sso_core::token::Jwks;
use url::Url;

use crate::{EntraClient, EntraError};

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

impl EntraClient {
    /// `{authority}/{tenant}/v2.0/.well-known/openid-configuration`. The issuer must be on the authority's origin.
    pub async fn discover(&self, authority: &Url, tenant: &str) -> Result<Metadata, EntraError> {
        let _ = (authority, tenant);
        todo!()
    }

    /// The signing keys; `jwks_uri` must be on the metadata's origin.
    pub async fn keys(&self, metadata: &Metadata) -> Result<Jwks, EntraError> {
        let _ = metadata;
        todo!()
    }
}
