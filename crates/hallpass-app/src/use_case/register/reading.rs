//! A registration that was read: out of an export, or of Graph's answer. Held while the process lives, so that it is judged
//! anew whenever a fact changes; no secret is in it, for none is read.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::{Value, json};
use sso_core::plan::{AccountTypes, Plan};
use sso_core::registration::{Document, Registration, ServicePrincipal, SignInAudience, read};
use sso_core::rules::registration::{Subject, check_document, check_registration};
use sso_core::{AppIdUri, ClientId, Finding, GRAPH_APP_ID, GraphPermission, TenantId, Timestamp};
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use super::placed::FoundView;
use super::{stated, tick};
use crate::profile::{self, KnownFacts};
use crate::use_case::check_registration::{LIMIT, not_looked_at};
use crate::use_case::plan::{self, Compared, Comparison, Input, Layer, LeftOut};
use crate::use_case::registration::{self, Outcome, RegistrationEvent, Tenant};
use crate::{App, AppError, Progress, files};

/// What is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    File(PathBuf),
    /// What somebody pasted.
    Text(String),
}

/// Where a registration was read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum From {
    File(PathBuf),
    Text,
    Graph(TenantId),
}

#[derive(Debug, Clone)]
pub struct Reading {
    from: From,
    at: Timestamp,
    document: Document,
    /// Facts that were taken from it.
    taken: Vec<&'static str>,
}

/// A registration that was read, for the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReadingView {
    /// The file; `None` for what was pasted and for Graph's answer.
    pub file: Option<String>,
    /// The tenant whose Graph answered it; `None` for what was imported.
    pub tenant_id: Option<String>,
    #[ts(type = "string")]
    pub at: Timestamp,
    pub name: String,
    pub client_id: Option<String>,
    /// Facts that nobody had said and that were taken from it.
    pub taken: Vec<String>,
    #[ts(type = "number")]
    pub errors: usize,
    #[ts(type = "number")]
    pub warnings: usize,
    /// Of none of the plan's values, or where there is no plan.
    pub elsewhere: Vec<FoundView>,
    /// What a person should know, a sentence each.
    pub notes: Vec<String>,
    /// Properties that say something and that no rule looks at.
    pub not_looked_at: Vec<String>,
}

/// What the rules say of a reading, and the plan that it was compared with.
pub(super) struct Judged {
    pub findings: Vec<Finding>,
    pub notes: Vec<String>,
}

impl Reading {
    /// # Errors
    /// `registration-unreadable` for a text that is none, with what it is instead.
    fn of(from: From, at: Timestamp, bytes: &[u8]) -> Result<Self, AppError> {
        let document = read(bytes).map_err(|why| {
            let line = why.place.line.map(|line| format!(", line {line}")).unwrap_or_default();
            AppError::failed("registration-unreadable", format!("{}{line}", why.words)).with_hint(why.hint)
        })?;
        Ok(Self { from, at, document, taken: Vec::new() })
    }

    pub fn registration(&self) -> &Registration {
        &self.document.registration
    }

    /// `None`: it was not read.
    pub fn service_principal(&self) -> Option<&ServicePrincipal> {
        self.document.service_principal.as_ref()
    }

    pub fn client_id(&self) -> Option<ClientId> {
        self.registration().app_id
    }

    /// What the rules say of it now.
    ///
    /// # Errors
    /// Those of the facts and of reading the profile.
    pub(super) fn judge(&self, app: &App) -> Result<Judged, AppError> {
        let compared = Comparison::new(app, &stated(app)?)?.with(self.client_id(), None)?;
        let Compared { plan, left_out, .. } = &compared;
        let mut notes = Vec::new();
        if let Some(LeftOut { what, app }) = left_out {
            notes.push(format!(
                "{what} is of another app ({app}), so this registration was compared with no facts of it"
            ));
        } else if plan.is_none() {
            notes.push("compared with no plan: host and port of your pages are not known yet".to_owned());
        }
        Ok(Judged { findings: self.findings(plan.as_ref(), app.now()), notes })
    }

    fn findings(&self, plan: Option<&Plan>, now: Timestamp) -> Vec<Finding> {
        match self.from {
            From::File(_) | From::Text => check_document(&self.document, plan, now),
            // What Graph answered has no lines that a person could look at.
            From::Graph(_) => check_registration(&Subject {
                registration: self.registration(),
                service_principal: self.service_principal(),
                plan,
                now,
            }),
        }
    }

    pub(super) fn not_looked_at(&self) -> Vec<String> {
        not_looked_at(&self.document)
    }

    pub(super) fn file(&self) -> Option<String> {
        match &self.from {
            From::File(path) => Some(path.display().to_string()),
            From::Text | From::Graph(_) => None,
        }
    }

    pub(super) fn tenant_id(&self) -> Option<String> {
        match &self.from {
            From::Graph(tenant) => Some(tenant.to_string()),
            From::File(_) | From::Text => None,
        }
    }

    pub(super) fn taken(&self) -> Vec<String> {
        self.taken.iter().map(ToString::to_string).collect()
    }

    pub(super) fn at(&self) -> Timestamp {
        self.at
    }

    /// The facts that it says.
    fn facts(&self) -> KnownFacts {
        let there = self.registration();
        let own = |uri: &String| uri.parse::<AppIdUri>().ok().filter(|uri| Some(uri.client_id()) == there.app_id);
        let tenant_id = match self.from {
            From::Graph(tenant) => Some(tenant),
            // In its own tenant an export with a service principal says which that is.
            _ => self.service_principal().and_then(|principal| principal.app_owner_organization_id),
        };
        KnownFacts {
            name: Some(there.display_name.clone()).filter(|name| !name.is_empty()),
            domain: there.identifier_uris.iter().find_map(own).map(|uri| uri.host().clone()),
            client_id: there.app_id,
            tenant_id,
            account_types: match there.sign_in_audience {
                SignInAudience::AzureADMyOrg => Some(AccountTypes::SingleTenant),
                SignInAudience::AzureADMultipleOrgs => Some(AccountTypes::MultiTenant),
                SignInAudience::AzureADandPersonalMicrosoftAccount => Some(AccountTypes::MultiTenantAndPersonal),
                SignInAudience::PersonalMicrosoftAccount => None,
            },
            permissions: permissions(there),
            ..KnownFacts::default()
        }
    }
}

/// Graph's delegated ones that are known here, but for those that every plan has.
fn permissions(there: &Registration) -> Vec<GraphPermission> {
    let graph = ClientId::from_uuid(GRAPH_APP_ID);
    let of_graph = there.required_resource_access.iter().filter(|resource| resource.resource_app_id == graph);
    let delegated = of_graph.flat_map(|resource| &resource.resource_access).filter(|one| one.r#type == "Scope");
    delegated
        .filter_map(|one| GraphPermission::by_id(one.id))
        .filter(|permission| !matches!(&*permission.name, "openid" | "profile"))
        .collect()
}

/// Reads an export.
///
/// # Errors
/// `registration-unreadable`; those of reading a file.
pub fn import(app: &App, source: Source) -> Result<Reading, AppError> {
    match source {
        Source::File(path) => {
            let bytes = files::read(&path, LIMIT)?;
            Reading::of(From::File(path), app.now(), &bytes)
        }
        Source::Text(text) => Reading::of(From::Text, app.now(), text.as_bytes()),
    }
}

/// Reads the profile's registration, or the one with this client ID, through Graph.
///
/// # Errors
/// Those of [`registration::fetch`].
pub async fn fetch(
    app: &App,
    tenant: Tenant,
    app_id: Option<ClientId>,
    progress: &Progress<RegistrationEvent>,
    cancel: CancellationToken,
) -> Result<Reading, AppError> {
    let fetched = registration::fetch(app, tenant, app_id, &Input::default(), progress, cancel).await?;
    answered(app, fetched.tenant_id, fetched.application, fetched.service_principal)
}

/// What a live run left, as Graph answered it at its end; `None` where it made nothing.
///
/// # Errors
/// `registration-unreadable`, for an answer that is no registration.
pub fn of_outcome(app: &App, outcome: &Outcome) -> Result<Option<Reading>, AppError> {
    let Some(application) = outcome.application.clone().filter(|_| !outcome.dry_run) else { return Ok(None) };
    answered(app, outcome.tenant_id, application, outcome.service_principal.clone()).map(Some)
}

fn answered(app: &App, tenant: TenantId, application: Value, principal: Option<Value>) -> Result<Reading, AppError> {
    let both = match principal {
        Some(principal) => json!({ "application": application, "servicePrincipal": principal }),
        None => application,
    };
    Reading::of(From::Graph(tenant), app.now(), both.to_string().as_bytes())
}

/// Takes from the registration the facts that nobody has said, which the reading notes, and puts the ticks as it says. Nothing is taken from a registration of another app than the one that is known.
///
/// # Errors
/// Those of facts that do not go together, and of reading and writing the profile.
pub fn take_over(app: &App, reading: &mut Reading) -> Result<(), AppError> {
    let known = profile::known(app)?;
    let of_reading = Input { client_id: reading.client_id().map(|id| id.to_string()), ..Input::default() };
    let is_other = |layer: Layer<'_>| of_reading.app_of_another(&layer).is_some();
    if reading.client_id().is_none()
        || known.project.as_ref().is_some_and(|project| is_other(Layer::of_project(project)))
        || known.profile.as_ref().is_some_and(|profile| is_other(Layer::of(profile)))
    {
        return Ok(());
    }
    let all = plan::known(app, &Input::default())?;
    let said = reading.facts();
    let mut taken = Vec::new();
    profile::try_change(app, |profile| {
        let facts = &mut profile.facts;
        let mut take = |what: &'static str, is_known: bool, is_said: bool| {
            let takes = !is_known && is_said;
            if takes {
                taken.push(what);
            }
            takes
        };
        if take("name", all.name.is_some(), said.name.is_some()) {
            facts.name.clone_from(&said.name);
        }
        if take("host and port", all.domain.is_some(), said.domain.is_some()) {
            facts.domain.clone_from(&said.domain);
        }
        if take("client ID", all.client_id.is_some(), said.client_id.is_some()) {
            facts.client_id = said.client_id;
        }
        if take("tenant ID", all.tenant_id.is_some(), said.tenant_id.is_some()) {
            facts.tenant_id = said.tenant_id;
        }
        if take("account types", all.account_types.is_some(), said.account_types.is_some()) {
            facts.account_types = said.account_types;
        }
        if take("Graph permissions", !all.permissions.is_empty(), !said.permissions.is_empty()) {
            facts.permissions.clone_from(&said.permissions);
        }
        plan::check_together(facts)
    })?;
    if let Ok(plan) = plan::plan_of_what_is_there(app, &stated(app)?) {
        tick::prove(app, &plan, reading, app.now())?;
    }
    reading.taken = taken;
    Ok(())
}
