//! Every value from a few facts.

use sso_core::plan::{AccountTypes, Auth, Drawn, Facts, Pages, Plan};
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
    pub auth: Auth,
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

/// As [`plan`], for what needs an app that exists: the client ID must be given. All that is missing is named at once.
pub fn plan_of_app(input: &Input) -> Result<Plan, AppError> {
    let missing: Vec<Fact> = [(input.domain.is_none(), DOMAIN), (input.client_id.is_none(), CLIENT_ID)]
        .into_iter()
        .filter_map(|(missing, fact)| missing.then_some(fact))
        .collect();
    if missing.is_empty() { plan(input) } else { Err(missing_facts(&missing)) }
}

/// A fact that somebody must give: what it is, and how it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fact {
    pub name: &'static str,
    pub flag: &'static str,
}

/// Where a local server has the add-in's pages, as Microsoft's own templates do.
pub(crate) const DEFAULT_DOMAIN: &str = "localhost:3000";

pub(crate) const DOMAIN: Fact = Fact { name: "host and port of the add-in's pages", flag: "--domain HOST[:PORT]" };
pub(crate) const CLIENT_ID: Fact = Fact { name: "the Application (client) ID", flag: "--client-id GUID" };

pub(crate) fn missing_facts(facts: &[Fact]) -> AppError {
    let names = facts.iter().map(|fact| fact.name).collect::<Vec<_>>().join(" and ");
    let flags = facts.iter().map(|fact| fact.flag).collect::<Vec<_>>().join(" ");
    AppError::usage("fact-missing", format!("not known: {names}")).with_hint(format!("give {flags}"))
}

pub(crate) fn facts(input: &Input) -> Result<Facts, AppError> {
    let domain = input.domain.as_deref().ok_or_else(|| missing_facts(&[DOMAIN]))?;
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
    let facts = Facts {
        name: input.name.clone().unwrap_or_else(|| "My Office add-in".to_owned()),
        domain: domain.parse::<HostPort>()?,
        office_hosts: input.office_hosts.clone(),
        client_id: input.client_id.as_deref().map(str::parse::<ClientId>).transpose()?,
        tenant_id: input.tenant_id.as_deref().map(str::parse::<TenantId>).transpose()?,
        account_types: input.account_types,
        permissions,
        auth: input.auth,
        pages: Pages::default(),
        cloud: input.cloud.clone(),
    };
    facts.check()?;
    Ok(facts)
}

/// The GUID of `access_as_user` must be the same in every rendering, before and after the client ID is known: it is made
/// from the domain, so that it needs no keeping. It has to be unique within its app only.
pub(crate) fn scope_id(domain: &HostPort) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("api://{domain}/access_as_user").as_bytes())
}
