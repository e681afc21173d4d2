//! Every value from a few facts.

use sso_core::plan::{AccountTypes, Drawn, Facts, Plan};
use sso_core::{ClientId, Cloud, GraphPermission, HostPort, OfficeHost, TenantId};
use uuid::Uuid;

use crate::AppError;

/// The facts as a face has them: text where a person typed, nothing where nothing was said.
#[derive(Debug, Clone, Default)]
pub struct Input {
    pub name: Option<String>,
    pub domain: Option<String>,
    pub office_hosts: Vec<OfficeHost>,
    pub client_id: Option<String>,
    pub tenant_id: Option<String>,
    pub account_types: AccountTypes,
    /// Short names of Graph's delegated permissions.
    pub permissions: Vec<String>,
    pub cloud: Cloud,
}

/// The plan of these facts.
///
/// # Errors
/// `fact-missing`, `value-not-accepted`, `permission-unknown`: each names the fact and what would be right.
pub fn plan(input: &Input) -> Result<Plan, AppError> {
    let facts = facts(input)?;
    let drawn = Drawn { scope_id: scope_id(&facts.domain) };
    Ok(Plan::new(facts, drawn))
}

pub(crate) fn facts(input: &Input) -> Result<Facts, AppError> {
    let domain = input.domain.as_deref().ok_or_else(|| {
        AppError::usage("fact-missing", "the add-in's domain is not known")
            .with_hint("give host and port of its pages: --domain localhost:3000")
    })?;
    let permissions = input
        .permissions
        .iter()
        .map(|name| {
            GraphPermission::by_name(name).ok_or_else(|| {
                AppError::usage(
                    "permission-unknown",
                    format!("not a delegated Graph permission that Hallpass knows: {name}"),
                )
                .with_hint("write the short name, such as User.Read or Mail.Read")
            })
        })
        .collect::<Result<_, _>>()?;
    Ok(Facts {
        name: input.name.clone().unwrap_or_else(|| "My Office add-in".to_owned()),
        domain: domain.parse::<HostPort>()?,
        office_hosts: input.office_hosts.clone(),
        client_id: input.client_id.as_deref().map(str::parse::<ClientId>).transpose()?,
        tenant_id: input.tenant_id.as_deref().map(str::parse::<TenantId>).transpose()?,
        account_types: input.account_types,
        permissions,
        cloud: input.cloud,
    })
}

/// The GUID of `access_as_user` must be the same in every rendering, before and after the client ID is known: it is made
/// from the domain, so that it needs no keeping. It has to be unique within its app only.
pub(crate) fn scope_id(domain: &HostPort) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("api://{domain}/access_as_user").as_bytes())
}
