//! The add-in whose flows are tried: facts as given, else the profile's, else those of the practice tenant's own add-in.

use sso_core::plan::{AccountTypes, SKEW};
use sso_core::token::Expected;
use sso_core::{AppIdUri, ClientId, Cloud, HostPort, ScopeName, TenantId};

use super::plan::{self, CLIENT_ID, Fact, Input, missing_facts};
use crate::{App, AppError, practice};

/// What the flows must know of an add-in.
#[derive(Debug, Clone)]
pub(crate) struct AddIn {
    pub cloud: Cloud,
    pub client_id: ClientId,
    /// `None` where nobody said the host of its pages.
    pub app_id_uri: Option<AppIdUri>,
    /// Which tenant is asked to sign somebody in: its ID, `organizations` or `common`.
    pub segment: String,
    /// Whose tokens the add-in takes; empty: any tenant's.
    pub tenants: Vec<TenantId>,
}

const TENANT_ID: Fact = Fact { name: "the Directory (tenant) ID", flag: "--tenant-id GUID" };

/// # Errors
/// `fact-missing`, `value-not-accepted`; those of the profile and of the practice tenant.
pub(crate) async fn of_facts(app: &App, given: &Input) -> Result<AddIn, AppError> {
    of_facts_and_token(app, given, None).await
}

/// The same where a token is at hand: its tenant stands in where nobody named the one of an app of a single tenant.
pub(crate) async fn of_facts_and_token(
    app: &App,
    given: &Input,
    tenant_of_token: Option<TenantId>,
) -> Result<AddIn, AppError> {
    let known = plan::known(app, given)?;
    let (cloud, tenant) = plan::cloud_and_tenant(&known)?;
    let cloud = cloud.unwrap_or_default();
    let client_id = known.client_id.as_deref().map(ClientId::of_own_app).transpose()?;
    let domain = known.domain.as_deref().map(str::parse::<HostPort>).transpose()?;
    if client_id.is_none() && cloud == Cloud::Practice {
        return of_practice(app).await;
    }
    let client_id = client_id.ok_or_else(|| missing_facts(&[CLIENT_ID]))?;
    let app_id_uri = domain.map(|domain| AppIdUri::new(domain, client_id));
    let types = known.account_types.unwrap_or_default();
    // A tenant that was named for this run is the one that is asked, whoever else may sign in.
    let named = given.tenant_id.is_some() || types == AccountTypes::SingleTenant;
    let segment = match (types, tenant.filter(|_| named)) {
        (_, Some(tenant)) => tenant.to_string(),
        (AccountTypes::SingleTenant, None) if cloud == Cloud::Practice => practice::environment(app).await?.tenant_id,
        (AccountTypes::SingleTenant, None) => tenant_of_token.ok_or_else(|| missing_facts(&[TENANT_ID]))?.to_string(),
        (AccountTypes::MultiTenant, None) => "organizations".to_owned(),
        (AccountTypes::MultiTenantAndPersonal, None) => "common".to_owned(),
    };
    let tenants = segment.parse().into_iter().collect();
    Ok(AddIn { cloud, client_id, app_id_uri, segment, tenants })
}

/// The add-in that every practice tenant has ready.
async fn of_practice(app: &App) -> Result<AddIn, AppError> {
    let environment = practice::environment(app).await?;
    let tenant: TenantId = environment.tenant_id.parse()?;
    Ok(AddIn {
        cloud: Cloud::Practice,
        client_id: environment.client_id.parse()?,
        app_id_uri: environment.app_id_uri.parse().ok(),
        segment: tenant.to_string(),
        tenants: vec![tenant],
    })
}

impl AddIn {
    /// The scope of its own API, as a sign-in asks for it.
    pub fn scope(&self) -> String {
        let name = ScopeName::access_as_user();
        self.app_id_uri.as_ref().map_or_else(|| self.scope_by_client_id(), |uri| uri.scope(&name))
    }

    /// The same as a refresh asks for it: there Entra takes the Application ID URI for a mistake (AADSTS90009).
    pub fn scope_by_client_id(&self) -> String {
        format!("{}/{}", self.client_id, ScopeName::access_as_user())
    }

    /// Whether a scope is of the add-in's own API: `{client ID}/…`, or `api://…/{client ID}/…` whatever the host, which a
    /// command line may have left unsaid. Another `api://` is another API.
    pub fn is_own(&self, scope: &str) -> bool {
        let Some((resource, _name)) = scope.rsplit_once('/') else { return false };
        let id = match resource.split_once("://") {
            Some(("api", path)) => path.rsplit('/').next().unwrap_or_default(),
            Some(_) => return false,
            None => resource,
        };
        id.eq_ignore_ascii_case(&self.client_id.to_string())
    }

    /// What its server must expect of a token. `issuer`: of the metadata.
    pub fn expected(&self, issuer: &str) -> Expected {
        Expected {
            client_id: self.client_id,
            app_id_uris: self.app_id_uri.iter().cloned().collect(),
            issuer: issuer.to_owned(),
            tenants: self.tenants.clone(),
            scope: ScopeName::access_as_user(),
            skew: SKEW,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folders;
    use crate::use_case::plan::GivenCloud;

    const CLIENT: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
    const TENANT: &str = "7b1f0c52-9f2e-4a64-8a3e-0d9a6d0f2c11";

    #[tokio::test]
    async fn which_tenant_is_asked() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(folder.path()));
        let app_is = |account_types, tenant_id: Option<&str>| Input {
            client_id: Some(CLIENT.to_owned()),
            tenant_id: tenant_id.map(str::to_owned),
            account_types,
            ..Input::default()
        };
        for (account_types, tenant, segment, tenants) in [
            (None, Some(TENANT), TENANT, 1),
            (Some(AccountTypes::SingleTenant), Some(TENANT), TENANT, 1),
            (Some(AccountTypes::MultiTenant), None, "organizations", 0),
            (Some(AccountTypes::MultiTenantAndPersonal), None, "common", 0),
            (Some(AccountTypes::MultiTenant), Some(TENANT), TENANT, 1),
        ] {
            let add_in = of_facts(&app, &app_is(account_types, tenant)).await.unwrap();
            assert_eq!((&*add_in.segment, add_in.tenants.len()), (segment, tenants), "{account_types:?}");
            // Nobody said the host of the pages.
            assert_eq!(add_in.scope(), format!("{CLIENT}/access_as_user"));
        }
        let error = of_facts(&app, &app_is(None, None)).await.unwrap_err();
        assert!(error.message.contains("tenant") && error.hint.unwrap().contains("--tenant-id"));
        let of_token = of_facts_and_token(&app, &app_is(None, None), TENANT.parse().ok()).await.unwrap();
        assert_eq!(of_token.segment, TENANT, "what is exchanged names its tenant");
        let error = of_facts(&app, &Input::default()).await.unwrap_err();
        assert!(error.hint.unwrap().contains("--client-id"));
        let practice = Input { cloud: Some(GivenCloud::Known(Cloud::Practice)), ..Input::default() };
        assert_eq!(of_facts(&app, &practice).await.unwrap_err().code, "practice-not-running");
    }

    #[test]
    fn its_own_scopes_in_each_form() {
        let client_id: ClientId = CLIENT.parse().unwrap();
        let add_in = AddIn {
            cloud: Cloud::Public,
            client_id,
            app_id_uri: Some(AppIdUri::new("localhost:3000".parse().unwrap(), client_id)),
            segment: "common".to_owned(),
            tenants: Vec::new(),
        };
        assert!(add_in.is_own(&add_in.scope()) && add_in.is_own(&add_in.scope_by_client_id()));
        assert_eq!(add_in.scope(), format!("api://localhost:3000/{CLIENT}/access_as_user"));
        // Whoever leaves the host out of the facts may still write it here.
        let no_host = AddIn { app_id_uri: None, ..add_in.clone() };
        for scope in
            [add_in.scope(), format!("api://{CLIENT}/.default"), add_in.scope().to_uppercase().replace("API", "api")]
        {
            assert!(no_host.is_own(&scope), "{scope}");
        }
        for scope in [
            "openid",
            "User.Read",
            "https://graph.microsoft.com/.default",
            "api://other.contoso.com/add10000-0000-4000-8000-000000000112/access_as_user",
            "api://other.contoso.com/orders/Read",
            &format!("https://{CLIENT}/access_as_user"),
            &format!("api://{CLIENT}.evil.example/access_as_user"),
            CLIENT,
        ] {
            assert!(!add_in.is_own(scope), "{scope}");
        }
    }
}
