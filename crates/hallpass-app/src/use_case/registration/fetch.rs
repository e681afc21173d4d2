use entra_client::Object;
use serde::Serialize;
use serde_json::Value;
use sso_core::rules::registration::{Subject, check_registration};
use sso_core::{ClientId, Finding, TenantId};
use tokio_util::sync::CancellationToken;

use super::source::{self, Purpose};
use super::update::not_found;
use super::{RegistrationEvent, Tenant, find};
use crate::profile::{self, Known};
use crate::use_case::plan::{self, Comparison};
use crate::{App, AppError, Progress};

/// A registration as Graph answers it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fetched {
    pub tenant_id: TenantId,
    /// `application`, whole. No secret is in it: Graph shows a secret's value once, when it is made.
    pub application: Value,
    /// `servicePrincipal` of the tenant that was asked. `None`: there is none, and nobody signs in.
    pub service_principal: Option<Value>,
    pub findings: Vec<Finding>,
}

/// Reads a registration, and what the rules say of it.
///
/// `app_id`: `None` for the project's, or else the profile's. `given`: facts; it is compared with their plan, as in a check.
///
/// # Errors
/// `fact-missing`, `registration-not-found`; those of facts; those of the token's source; Graph's own.
pub async fn fetch(
    app: &App,
    tenant: Tenant,
    app_id: Option<ClientId>,
    given: &plan::Input,
    progress: &Progress<RegistrationEvent>,
    cancel: CancellationToken,
) -> Result<Fetched, AppError> {
    let comparison = Comparison::of_what_is_named(app, given)?;
    let Known { project, profile } = profile::known(app)?;
    let project = project.map(|project| project.facts).unwrap_or_default();
    let tenant =
        Tenant { cloud: tenant.cloud.or(project.cloud), tenant_id: tenant.tenant_id.or(project.tenant_id), ..tenant };
    let known = profile.as_ref().and_then(|profile| {
        let record = profile.registration.as_ref().map(|record| record.client_id);
        record.or(profile.facts.client_id)
    });
    let client_id = app_id.or(project.client_id).or(known).ok_or_else(|| {
        AppError::usage("fact-missing", "not known: which registration is to be read")
            .with_hint("give --client-id GUID")
    })?;
    let cloud = tenant.cloud(profile.as_ref());
    let tenant_id = tenant.tenant_id(profile.as_ref());
    let opened = source::open(app, &tenant, &cloud, tenant_id, Purpose::Read, progress, &cancel).await?;
    progress.report(RegistrationEvent::Reading);
    let found = find::by_client_id(&opened.directory, profile.as_ref(), client_id).await?;
    let found = found.ok_or_else(|| not_found(client_id, opened.tenant, &cloud))?;
    let state = find::state(&opened.directory, Some(&found), Object::Known, false).await?;
    let principal = state.service_principal.as_ref();
    let compared = comparison.with(Some(client_id), tenant.via)?;
    let (registration, plan) = (&found.registration, compared.plan.as_ref());
    let subject = Subject { registration, service_principal: principal, plan, now: app.now() };
    let mut findings = check_registration(&subject);
    compared.complete(&mut findings);
    // Of another app it says nothing of this one.
    if app_id.is_none_or(|named| project.client_id.or(known) == Some(named)) {
        app.saw_registration(registration, principal, opened.tenant);
    }
    let service_principal = principal.and_then(|principal| serde_json::to_value(principal).ok());
    Ok(Fetched { tenant_id: opened.tenant, application: found.whole, service_principal, findings })
}
