//! Every value from a few facts.

mod cloud;
mod comparison;
mod given;
#[cfg(test)]
mod tests;

use sso_core::plan::{Drawn, Facts, Pages, Plan, Stated};
use sso_core::{ClientId, Cloud, DisplayName, GraphPermission, HostPort, TenantId, ValueError};
use uuid::Uuid;

use crate::profile::{self, Known, KnownFacts};
use crate::{App, AppError};

pub use cloud::GivenCloud;
pub(crate) use comparison::{Compared, Comparison, LeftOut, complete};
pub(crate) use given::Layer;
pub use given::{Input, ShownFact};

/// The plan of the facts as they were given; what was left out is the project's, or else the profile's.
///
/// For what registers: a domain that nobody but Microsoft can own is refused.
///
/// # Errors
/// `fact-missing`, `value-not-accepted`, `permission-unknown`: each names the fact and what would be right. Those of
/// reading the profile and the file of a cloud.
pub fn plan(app: &App, input: &Input) -> Result<Plan, AppError> {
    let plan = plan_of_what_is_there(app, input)?;
    plan.facts.check_for_registration()?;
    Ok(plan)
}

/// As [`plan`], for what needs an app that exists: the client ID must be known. All that is missing is named at once. Any
/// domain will do, because that of an app that exists is what it is.
///
/// # Errors
/// As those of [`plan`].
pub fn plan_of_app(app: &App, input: &Input) -> Result<Plan, AppError> {
    let known = profile::known(app)?;
    let all = input.with_what_is_known(&known);
    let missing: Vec<Fact> = [(all.domain.is_none(), DOMAIN), (all.client_id.is_none(), CLIENT_ID)]
        .into_iter()
        .filter_map(|(missing, fact)| missing.then_some(fact))
        .collect();
    match &missing[..] {
        [] => plan_from(input, &known),
        missing => Err(missing_facts(missing)),
    }
}

/// As [`plan`], for what is there already: any domain will do, and the client ID may be known elsewhere.
///
/// # Errors
/// As those of [`plan`].
pub fn plan_of_what_is_there(app: &App, input: &Input) -> Result<Plan, AppError> {
    plan_from(input, &profile::known(app)?)
}

/// As [`plan_of_what_is_there`], but for a domain: where none is known, it is that of a local server, and a note says so.
///
/// # Errors
/// As those of [`plan`].
pub(crate) fn plan_of_a_local_server(app: &App, input: &Input) -> Result<(Plan, Option<String>), AppError> {
    let known = profile::known(app)?;
    let domain = input.with_what_is_known(&known).domain;
    let note = domain.is_none().then(default_domain_taken);
    let domain = domain.unwrap_or_else(|| DEFAULT_DOMAIN.to_owned());
    let plan = plan_from(&Input { domain: Some(domain), ..input.clone() }, &known)?;
    Ok((plan, note))
}

/// That nobody named the domain.
pub(crate) fn default_domain_taken() -> String {
    format!("the pages are taken to be on {DEFAULT_DOMAIN}; --domain names another host")
}

/// The facts as they were given, completed from the project and the profile.
///
/// # Errors
/// Those of reading the two.
pub(crate) fn known(app: &App, input: &Input) -> Result<Input, AppError> {
    Ok(input.with_what_is_known(&profile::known(app)?))
}

/// By which a script finds again what it made, drawn once: two developers with the defaults of one template may share a
/// tenant. Where there is no profile one is begun, of which it is all; what the plan was made of is not kept. Live runs know
/// the tag, and take over what has it.
///
/// For an application that is there no tag is needed, and nothing is begun.
///
/// # Errors
/// Those of reading and writing the profile.
pub fn script_tag(app: &App, plan: &Plan) -> Result<Uuid, AppError> {
    let id = match (profile::read(app)?, plan.facts.client_id) {
        (Some(profile), _) => profile.id,
        (None, Some(_)) => Uuid::nil(),
        (None, None) => profile::change(app, |_| {})?.id,
    };
    Ok(script_tag_of(id, plan))
}

/// Domain and name are in it: two add-ins on one local server are two registrations, of one profile too.
pub(crate) fn script_tag_of(profile: Uuid, plan: &Plan) -> Uuid {
    Uuid::new_v5(&profile, format!("{}/{}", plan.facts.domain, plan.facts.name).as_bytes())
}

/// Cloud and tenant as they were given.
///
/// # Errors
/// Those of the two facts.
pub fn cloud_and_tenant(input: &Input) -> Result<(Option<Cloud>, Option<TenantId>), AppError> {
    let cloud = input.cloud.as_ref().map(GivenCloud::cloud).transpose()?;
    Ok((cloud, input.tenant_id.as_deref().map(TenantId::of_own_tenant).transpose()?))
}

/// Of the facts as they were given, completed from the project and the profile.
fn plan_from(given: &Input, known: &Known) -> Result<Plan, AppError> {
    // What stands in a project's file somebody stated too.
    let given = &given.with_project(known.project.as_ref());
    let facts = facts(&given.with_profile(known.profile.as_ref()))?;
    // Those of another app are nothing to this one.
    let profile = known.profile.as_ref().filter(|profile| given.app_of_another(&Layer::of(profile)).is_none());
    let drawn = profile.and_then(|profile| profile.drawn);
    let drawn = drawn.unwrap_or_else(|| Drawn { scope_id: scope_id(&facts.domain) });
    let record = profile.and_then(|profile| profile.registration.as_ref());
    let is_own = record.is_some_and(|record| record.made_here && Some(record.client_id) == facts.client_id);
    // What the profile remembers may be a default of a run before: but then Hallpass has made the app so.
    let stated =
        Stated { name: is_own || given.name.is_some(), account_types: is_own || given.account_types.is_some() };
    Ok(Plan { stated, ..Plan::new(facts, drawn) })
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
    if input.domain.is_none() {
        return Err(missing_facts(&[DOMAIN]));
    }
    let given = given_facts(input)?;
    let facts = with_defaults(&given, given.domain.clone().ok_or_else(|| missing_facts(&[DOMAIN]))?);
    facts.check()?;
    Ok(facts)
}

/// Each fact that was given, read by itself.
///
/// # Errors
/// As those of [`plan`].
pub(crate) fn given_facts(input: &Input) -> Result<KnownFacts, AppError> {
    let pages = (input.dialog_page.is_some() || input.task_pane_page.is_some()).then(|| {
        let pages = Pages::default();
        Pages {
            dialog: input.dialog_page.clone().unwrap_or(pages.dialog),
            task_pane: input.task_pane_page.clone().unwrap_or(pages.task_pane),
        }
    });
    Ok(KnownFacts {
        name: input.name.as_deref().map(str::parse::<DisplayName>).transpose()?.map(|name| name.to_string()),
        domain: input.domain.as_deref().map(str::parse::<HostPort>).transpose()?,
        office_hosts: input.office_hosts.clone(),
        client_id: input.client_id.as_deref().map(ClientId::of_own_app).transpose()?,
        tenant_id: input.tenant_id.as_deref().map(TenantId::of_own_tenant).transpose()?,
        account_types: input.account_types,
        permissions: input.permissions.iter().map(|name| permission(name)).collect::<Result<_, _>>()?,
        auth: input.auth,
        pages,
        cloud: input.cloud.as_ref().map(GivenCloud::cloud).transpose()?,
    })
}

fn with_defaults(given: &KnownFacts, domain: HostPort) -> Facts {
    Facts {
        name: given.name.clone().unwrap_or_else(|| DEFAULT_NAME.to_owned()),
        domain,
        office_hosts: given.office_hosts.clone(),
        client_id: given.client_id,
        tenant_id: given.tenant_id,
        account_types: given.account_types.unwrap_or_default(),
        permissions: given.permissions.clone(),
        auth: given.auth.unwrap_or_default(),
        pages: given.pages.clone().unwrap_or_default(),
        cloud: given.cloud.clone().unwrap_or_default(),
    }
}

/// Whether facts go together that are yet too few for a plan.
///
/// # Errors
/// `value-not-accepted`
pub(crate) fn check_together(facts: &KnownFacts) -> Result<(), AppError> {
    let domain = match &facts.domain {
        Some(domain) => domain.clone(),
        None => DEFAULT_DOMAIN.parse()?,
    };
    Ok(with_defaults(facts, domain).check()?)
}

pub(crate) const DEFAULT_NAME: &str = "My Office add-in";

fn permission(text: &str) -> Result<GraphPermission, AppError> {
    let refused = |error: ValueError| AppError::usage("permission-unknown", error.what).with_hint(error.hint);
    text.parse().map_err(refused)
}

/// The GUID of `access_as_user` must be the same in every rendering, before and after the client ID is known: it is made
/// from the domain, so that it needs no keeping. It has to be unique within its app only.
pub(crate) fn scope_id(domain: &HostPort) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("api://{domain}/access_as_user").as_bytes())
}
