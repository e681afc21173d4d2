//! Every value from a few facts.

mod cloud;
mod given;
#[cfg(test)]
mod tests;

use sso_core::plan::{Drawn, Facts, Pages, Plan};
use sso_core::{ClientId, Cloud, DisplayName, GraphPermission, HostPort, TenantId};
use uuid::Uuid;

use crate::{App, AppError, profile};

pub use cloud::GivenCloud;
pub use given::Input;

/// The plan of the facts as they were given; what was left out is the profile's.
///
/// For what registers: a domain that nobody but Microsoft can own is refused.
///
/// # Errors
/// `fact-missing`, `value-not-accepted`, `permission-unknown`: each names the fact and what would be right. Those of
/// reading the profile and the file of a cloud.
pub fn plan(app: &App, input: &Input) -> Result<Plan, AppError> {
    let profile = profile::read(app)?;
    let known = input.with_what_is_known(profile.as_ref());
    let plan = plan_of(&known, profile.and_then(|profile| profile.drawn))?;
    plan.facts.check_for_registration()?;
    Ok(plan)
}

/// As [`plan`], for what needs an app that exists: the client ID must be known. All that is missing is named at once. Any
/// domain will do, because that of an app that exists is what it is.
///
/// # Errors
/// As those of [`plan`].
pub fn plan_of_app(app: &App, input: &Input) -> Result<Plan, AppError> {
    let profile = profile::read(app)?;
    let known = input.with_what_is_known(profile.as_ref());
    let missing: Vec<Fact> = [(known.domain.is_none(), DOMAIN), (known.client_id.is_none(), CLIENT_ID)]
        .into_iter()
        .filter_map(|(missing, fact)| missing.then_some(fact))
        .collect();
    match &missing[..] {
        [] => plan_of(&known, profile.and_then(|profile| profile.drawn)),
        missing => Err(missing_facts(missing)),
    }
}

/// As [`plan`], for what is there already: any domain will do, and the client ID may be known elsewhere.
///
/// # Errors
/// As those of [`plan`].
pub fn plan_of_what_is_there(app: &App, input: &Input) -> Result<Plan, AppError> {
    let profile = profile::read(app)?;
    let known = input.with_what_is_known(profile.as_ref());
    plan_of(&known, profile.and_then(|profile| profile.drawn))
}

/// As [`plan_of_what_is_there`], but for a domain: where none is known, it is that of a local server, and a note says so.
///
/// # Errors
/// As those of [`plan`].
pub(crate) fn plan_of_a_local_server(app: &App, input: &Input) -> Result<(Plan, Option<String>), AppError> {
    let profile = profile::read(app)?;
    let known = input.with_what_is_known(profile.as_ref());
    let note = known.domain.is_none().then(default_domain_taken);
    let domain = known.domain.clone().unwrap_or_else(|| DEFAULT_DOMAIN.to_owned());
    let plan = plan_of(&Input { domain: Some(domain), ..known }, profile.and_then(|profile| profile.drawn))?;
    Ok((plan, note))
}

/// That nobody named the domain.
pub(crate) fn default_domain_taken() -> String {
    format!("the pages are taken to be on {DEFAULT_DOMAIN}; --domain names another host")
}

/// What a registration is compared with: its plan, if enough is known for one. Without a domain there is none, unless facts
/// were given, which are given for something.
///
/// # Errors
/// As those of [`plan`].
pub(crate) fn plan_if_known(app: &App, input: &Input) -> Result<Option<Plan>, AppError> {
    match known(app, input)?.domain {
        None if *input == Input::default() => Ok(None),
        _ => plan_of_what_is_there(app, input).map(Some),
    }
}

/// As the plan for a check, where client ID, tenant and cloud say which registration is looked at, and not what it should be.
/// The profile's plan is that of the profile's app alone.
///
/// # Errors
/// As those of [`plan`].
pub fn plan_of_what_is_looked_at(app: &App, input: &Input) -> Result<Option<Plan>, AppError> {
    let Input { client_id, tenant_id, cloud, .. } = input.clone();
    if *input != (Input { client_id, tenant_id, cloud, ..Input::default() }) {
        return plan_if_known(app, input);
    }
    let of_profile = known(app, &Input::default())?;
    let is_another = input.client_id.is_some() && input.client_id != of_profile.client_id;
    match of_profile.domain {
        Some(_) if !is_another => plan_of_what_is_there(app, input).map(Some),
        _ => Ok(None),
    }
}

/// The facts as they were given, completed from the profile.
pub(crate) fn known(app: &App, input: &Input) -> Result<Input, AppError> {
    Ok(input.with_what_is_known(profile::read(app)?.as_ref()))
}

/// Cloud and tenant as they were given.
///
/// # Errors
/// Those of the two facts.
pub fn cloud_and_tenant(input: &Input) -> Result<(Option<Cloud>, Option<TenantId>), AppError> {
    let cloud = input.cloud.as_ref().map(GivenCloud::cloud).transpose()?;
    Ok((cloud, input.tenant_id.as_deref().map(TenantId::of_own_tenant).transpose()?))
}

fn plan_of(input: &Input, drawn: Option<Drawn>) -> Result<Plan, AppError> {
    let facts = facts(input)?;
    let drawn = drawn.unwrap_or_else(|| Drawn { scope_id: scope_id(&facts.domain) });
    Ok(Plan::new(facts, drawn))
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
pub(crate) const TENANT_ID: Fact = Fact { name: "the Directory (tenant) ID", flag: "--tenant-id GUID" };
pub(crate) const CLIENT_ID: Fact = Fact { name: "the Application (client) ID", flag: "--client-id GUID" };

pub(crate) fn missing_facts(facts: &[Fact]) -> AppError {
    let names = facts.iter().map(|fact| fact.name).collect::<Vec<_>>().join(" and ");
    let flags = facts.iter().map(|fact| fact.flag).collect::<Vec<_>>().join(" ");
    AppError::usage("fact-missing", format!("not known: {names}")).with_hint(format!("give {flags}"))
}

/// Defaults are applied here and nowhere else: a flag that is left out must not hide what the profile knows.
pub(crate) fn facts(input: &Input) -> Result<Facts, AppError> {
    let domain = input.domain.as_deref().ok_or_else(|| missing_facts(&[DOMAIN]))?;
    let pages = Pages::default();
    let name = input.name.as_deref().unwrap_or(DEFAULT_NAME).parse::<DisplayName>()?;
    let facts = Facts {
        name: name.to_string(),
        domain: domain.parse::<HostPort>()?,
        office_hosts: input.office_hosts.clone(),
        client_id: input.client_id.as_deref().map(ClientId::of_own_app).transpose()?,
        tenant_id: input.tenant_id.as_deref().map(TenantId::of_own_tenant).transpose()?,
        account_types: input.account_types.unwrap_or_default(),
        permissions: input.permissions.iter().map(|name| permission(name)).collect::<Result<_, _>>()?,
        auth: input.auth.unwrap_or_default(),
        pages: Pages {
            dialog: input.dialog_page.clone().unwrap_or(pages.dialog),
            task_pane: input.task_pane_page.clone().unwrap_or(pages.task_pane),
        },
        cloud: input.cloud.as_ref().map(GivenCloud::cloud).transpose()?.unwrap_or_default(),
    };
    facts.check()?;
    Ok(facts)
}

const DEFAULT_NAME: &str = "My Office add-in";

/// By its short name; who has its GUID or its URL at hand is told the name.
fn permission(text: &str) -> Result<GraphPermission, AppError> {
    if let Some(permission) = GraphPermission::by_name(text) {
        return Ok(permission);
    }
    let meant = match text.parse::<Uuid>() {
        Ok(id) => GraphPermission::by_id(id),
        Err(_) => text.rsplit_once('/').and_then(|(_, name)| GraphPermission::by_name(name)),
    };
    let hint = match meant {
        Some(meant) => format!("write {}", meant.name),
        None => "write the short name, such as User.Read or Mail.Read".to_owned(),
    };
    let words = format!("not a delegated Graph permission that Hallpass knows: {text}");
    Err(AppError::usage("permission-unknown", words).with_hint(hint))
}

/// The GUID of `access_as_user` must be the same in every rendering, before and after the client ID is known: it is made
/// from the domain, so that it needs no keeping. It has to be unique within its app only.
pub(crate) fn scope_id(domain: &HostPort) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("api://{domain}/access_as_user").as_bytes())
}
