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
        (AccountTypes::SingleTenant, None) => return Err(missing_facts(&[TENANT_ID])),
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

    /// Whether a scope is the add-in's own, in any of its forms.
    pub fn is_own(&self, scope: &str) -> bool {
        let of_uri = self.app_id_uri.as_ref().is_some_and(|uri| scope.starts_with(&format!("{uri}/")));
        of_uri || scope.starts_with(&format!("{}/", self.client_id)) || scope.starts_with("api://")
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
