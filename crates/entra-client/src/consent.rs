//! Pages on which somebody consents. They are addresses for a browser: nothing is sent from here.

use sso_core::{ClientId, TenantId};
use url::Url;

use crate::discovery::endpoint;
use crate::{EntraError, Metadata};

impl Metadata {
    /// Where a user consents for herself: an ordinary sign-in with `prompt=consent`. The code that comes back is for
    /// nobody, so the page at `redirect_uri` may ignore it.
    ///
    /// `redirect_uri` is registered exactly so.
    pub fn user_consent_page(&self, client_id: ClientId, scopes: &[String], redirect_uri: &str) -> Url {
        let mut page = self.authorization_endpoint.clone();
        page.query_pairs_mut()
            .append_pair("client_id", &client_id.to_string())
            .append_pair("response_type", "code")
            .append_pair("redirect_uri", redirect_uri)
            .append_pair("scope", &scopes.join(" "))
            .append_pair("prompt", "consent");
        page
    }
}

/// Where an administrator consents for a whole tenant: `{authority}/{tenant}/v2.0/adminconsent`, which discovery does not
/// name. `scopes` with their resource, such as `https://graph.microsoft.com/.default` for all that the registration lists;
/// `redirect_uri` is registered exactly so, and comes back with `admin_consent=True` even where it failed: `error` decides.
///
/// # Errors
/// `tenant-not-accepted`: never, since the tenant is a GUID; the authority may not be one that has paths.
pub fn admin_consent_page(
    authority: &Url,
    tenant: TenantId,
    client_id: ClientId,
    scopes: &[String],
    redirect_uri: &str,
) -> Result<Url, EntraError> {
    let mut page = endpoint(authority, &[&tenant.to_string(), "v2.0", "adminconsent"])?;
    page.query_pairs_mut()
        .append_pair("client_id", &client_id.to_string())
        .append_pair("scope", &scopes.join(" "))
        .append_pair("redirect_uri", redirect_uri);
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_for_users_and_administrators() {
        let client_id: ClientId = "c6c1f32b-5e55-4997-881a-753cc1d563b7".parse().unwrap();
        let tenant: TenantId = "7b1f0c52-9f2e-4a64-8a3e-0d9a6d0f2c11".parse().unwrap();
        let authority: Url = "https://login.microsoftonline.us".parse().unwrap();
        let scopes = ["https://graph.microsoft.us/.default".to_owned()];
        let page = admin_consent_page(&authority, tenant, client_id, &scopes, "http://localhost").unwrap();
        assert_eq!(
            page.as_str(),
            "https://login.microsoftonline.us/7b1f0c52-9f2e-4a64-8a3e-0d9a6d0f2c11/v2.0/adminconsent\
            ?client_id=c6c1f32b-5e55-4997-881a-753cc1d563b7&scope=https%3A%2F%2Fgraph.microsoft.us%2F.default\
            &redirect_uri=http%3A%2F%2Flocalhost"
        );
        let metadata = Metadata {
            issuer: format!("https://login.microsoftonline.us/{tenant}/v2.0"),
            authorization_endpoint: format!("https://login.microsoftonline.us/{tenant}/oauth2/v2.0/authorize")
                .parse()
                .unwrap(),
            token_endpoint: authority.clone(),
            jwks_uri: authority.clone(),
            device_authorization_endpoint: None,
            authorization_response_iss_parameter_supported: false,
        };
        let page =
            metadata.user_consent_page(client_id, &["openid".to_owned(), "Mail.Read".to_owned()], "http://localhost");
        let query = page.query().unwrap();
        assert!(page.path().ends_with("/authorize"));
        assert!(query.contains("prompt=consent") && query.contains("scope=openid+Mail.Read"), "{query}");
    }
}
