//! Through Microsoft Graph. Progress goes to standard error, what was done or would be to standard output.

use std::future::Future;
use std::path::Path;
use std::sync::mpsc;

use hallpass_app::sso_core::{ClientId, Finding, Severity};
use hallpass_app::use_case::plan::{self, Input};
use hallpass_app::use_case::registration::{self, Outcome, RegistrationEvent, SecretOutcome, Tenant, Via, Wanted};
use hallpass_app::{App, AppError, Progress};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::change;
use crate::args::{self, Live, Source, ViaName};
use crate::command::finding::{self, in_short, told};
use crate::command::{cancelled_by_signal, runtime};
use crate::output::{Ended, Mark, Output, Result};

pub fn fetch(app: &App, facts: Input, source: &Source, output: &mut Output) -> Result {
    let plan = plan::plan_if_known(app, &facts)?;
    let client_id = facts.client_id.as_deref().map(ClientId::of_own_app).transpose().map_err(AppError::from)?;
    let tenant = tenant(&facts, source)?;
    let fetched = told_while(app, output, move |app, progress, cancel| async move {
        registration::fetch(&app, tenant, client_id, plan.as_ref(), &progress, cancel).await
    })?;
    if output.is_json() {
        output.json(&fetched)?;
    } else {
        output.json(&json!({ "application": fetched.application, "servicePrincipal": fetched.service_principal }))?;
        for finding in &fetched.findings {
            told(finding.severity, &in_short(finding), output);
        }
        if !fetched.findings.is_empty() {
            output.note("next: the same with | hallpass registration check - says what to do");
        }
    }
    Ok(ended(&fetched.findings))
}

pub fn create(app: &App, wanted: Live, output: &mut Output) -> Result {
    let (facts, wanted) = parts(wanted)?;
    let wanted = Wanted { plan: plan::plan(app, &facts)?, ..wanted };
    let outcome = told_while(app, output, move |app, progress, cancel| async move {
        registration::create(&app, wanted, &progress, cancel).await
    })?;
    print(&outcome, output)
}

pub fn update(app: &App, wanted: Live, output: &mut Output) -> Result {
    let (facts, wanted) = parts(wanted)?;
    let wanted = Wanted { plan: plan::plan_of_what_is_there(app, &facts)?, ..wanted };
    let outcome = told_while(app, output, move |app, progress, cancel| async move {
        registration::update(&app, wanted, &progress, cancel).await
    })?;
    print(&outcome, output)
}

pub fn undo(app: &App, target: &args::Target, source: &Source, output: &mut Output) -> Result {
    let (tenant, target) = asked(target, source)?;
    let undone = told_while(app, output, move |app, progress, cancel| async move {
        registration::undo(&app, tenant, target, &progress, cancel).await
    })?;
    if output.is_json() {
        output.json(&undone)?;
    } else {
        for step in &undone.steps {
            output.marked(Mark::Fine, step)?;
        }
    }
    match (undone.application_deleted, undone.steps.is_empty()) {
        (true, _) => output.note(&format!("the application {} is deleted; Entra keeps it for 30 days", undone.client_id)),
        (false, true) => output.note(&format!("the application {} is gone; nothing is left to take back", undone.client_id)),
        (false, false) => output.note(&format!("the last run on {} is taken back", undone.client_id)),
    }
    Ok(Ended::Fine)
}

pub fn delete(app: &App, target: &args::Target, source: &Source, output: &mut Output) -> Result {
    let (tenant, target) = asked(target, source)?;
    let deleted = told_while(app, output, move |app, progress, cancel| async move {
        registration::delete(&app, tenant, target, &progress, cancel).await
    })?;
    if output.is_json() {
        output.json(&deleted)?;
    } else {
        output.marked(Mark::Fine, &format!("deleted {} ({})", deleted.name, deleted.client_id))?;
    }
    output.note("Entra keeps it for 30 days among the deleted applications of the portal");
    Ok(Ended::Fine)
}
