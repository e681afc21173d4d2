//! Through Microsoft Graph. Progress goes to standard error, what was done or would be to standard output.

use std::path::Path;

use hallpass_app::sso_core::plan::Plan;
use hallpass_app::sso_core::plan::change::ChangeKind;
use hallpass_app::sso_core::{ClientId, Finding, GraphPermission, Severity};
use hallpass_app::use_case::plan::{self, Input};
use hallpass_app::use_case::registration::{
    self, Outcome, RegistrationEvent, SecretOutcome, Target, Tenant, Via, Wanted,
};
use hallpass_app::{App, AppError};
use serde_json::json;

use super::change;
use crate::args::{self, Live, Source};
use crate::command::finding::{self, in_short, told};
use crate::command::told_while;
use crate::output::{Ended, Mark, Output, Result};

pub fn fetch(app: &App, facts: Input, source: &Source, output: &mut Output) -> Result {
    let client_id = facts.client_id.as_deref().map(ClientId::of_own_app).transpose().map_err(AppError::from)?;
    let tenant = tenant(&facts, source)?;
    let fetched = told_while(app, output, tell, move |app, progress, cancel| async move {
        registration::fetch(&app, tenant, client_id, &facts, &progress, cancel).await
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
    let (facts, asked) = parts(wanted)?;
    let via = asked.via;
    let wanted = asked.with(registration::plan_to_create(app, &facts)?);
    let planned = wanted.plan.permissions();
    let outcome = told_while(app, output, tell, move |app, progress, cancel| async move {
        registration::create(&app, wanted, &progress, cancel).await
    })?;
    print(&outcome, &planned, via, output)
}

pub fn update(app: &App, wanted: Live, output: &mut Output) -> Result {
    let (facts, asked) = parts(wanted)?;
    let via = asked.via;
    let wanted = asked.with(registration::plan_to_update(app, &facts)?);
    let planned = wanted.plan.permissions();
    let outcome = told_while(app, output, tell, move |app, progress, cancel| async move {
        registration::update(&app, wanted, &progress, cancel).await
    })?;
    print(&outcome, &planned, via, output)
}

pub fn undo(app: &App, target: &args::Target, source: &Source, output: &mut Output) -> Result {
    let (tenant, target) = asked(target, source)?;
    let undone = told_while(app, output, tell, move |app, progress, cancel| async move {
        registration::undo(&app, tenant, target, &progress, cancel).await
    })?;
    if output.is_json() {
        output.json(&undone)?;
    } else {
        for step in &undone.steps {
            output.marked(Mark::Fine, step)?;
        }
    }
    say(&undone.notes, output);
    match (undone.application_deleted, undone.steps.is_empty()) {
        (true, _) => {
            output.note(&format!("the application {} is deleted; Entra keeps it for 30 days", undone.client_id))
        }
        (false, true) => {
            output.note(&format!("the application {} is gone; nothing is left to take back", undone.client_id))
        }
        (false, false) => output.note(&format!("the last run on {} is taken back", undone.client_id)),
    }
    Ok(Ended::Fine)
}

pub fn delete(app: &App, target: &args::Target, source: &Source, output: &mut Output) -> Result {
    let (tenant, target) = asked(target, source)?;
    let deleted = told_while(app, output, tell, move |app, progress, cancel| async move {
        registration::delete(&app, tenant, target, &progress, cancel).await
    })?;
    if output.is_json() {
        output.json(&deleted)?;
    } else if deleted.was_gone {
        output
            .marked(Mark::Fine, &format!("{} was gone already; what was kept of it is forgotten", deleted.client_id))?;
    } else {
        output.marked(Mark::Fine, &format!("deleted {} ({})", deleted.name, deleted.client_id))?;
    }
    say(&deleted.notes, output);
    if !deleted.was_gone {
        output.note("Entra keeps it for 30 days among the deleted applications of the portal");
    }
    Ok(Ended::Fine)
}

/// What a run did, or would do; then what is left.
fn print(outcome: &Outcome, planned: &[GraphPermission], via: Option<Via>, output: &mut Output) -> Result {
    if output.is_json() {
        output.json(outcome)?;
    } else {
        outcome.changes.iter().try_for_each(|one| change::print(one, planned, output))?;
        if outcome.changes.is_empty() {
            output.marked(Mark::Fine, "the registration is as planned")?;
        }
        if let Some(words) = secret(&outcome.secret) {
            output.line(words)?;
        }
        if let Some(client_id) = outcome.client_id {
            output.line(format!("Application (client) ID: {client_id}"))?;
            output.line(format!("Directory (tenant) ID: {}", outcome.tenant_id))?;
        }
        outcome.findings.iter().try_for_each(|one| finding::print(one, Path::new("registration"), output))?;
    }
    say(&outcome.notes, output);
    for left in &outcome.left {
        output.note(&format!("Graph does not show it yet: {}; a new value may take it a minute", left.title));
    }
    let has_work = !outcome.changes.is_empty() || matches!(outcome.secret, SecretOutcome::ToBeMade);
    match (outcome.dry_run, outcome.changes.is_empty()) {
        (true, _) if has_work => output.note("nothing was changed; leave --dry-run out to do so"),
        (true, _) => output.note("there is nothing to change"),
        (false, true) => {}
        (false, false) => {
            let flag = via.map_or_else(String::new, Via::flag);
            output.note(&format!("take it back with: hallpass registration undo{flag}"));
        }
    }
    let is_new = outcome.changes.iter().any(|change| change.kind == ChangeKind::CreateApplication);
    if is_new && !outcome.dry_run {
        output.note("next: hallpass plan --into DIR puts the values into your project");
    }
    Ok(ended(&outcome.findings))
}

/// What a person must know: beside the data in text, in it as JSON.
fn say(notes: &[String], output: &mut Output) {
    if !output.is_json() {
        notes.iter().for_each(|note| output.say(note));
    }
}

fn secret(outcome: &SecretOutcome) -> Option<String> {
    let until = |end: &Option<hallpass_app::sso_core::Timestamp>| {
        end.map_or_else(String::new, |end| format!(", good until {}", end.strftime("%Y-%m-%d")))
    };
    Some(match outcome {
        SecretOutcome::NotNeeded => return None,
        SecretOutcome::LeftOut => "Client secret: none was made, as you asked".to_owned(),
        SecretOutcome::KeptElsewhere => {
            "Client secret: the registration has one that is not in this keyring".to_owned()
        }
        SecretOutcome::InKeyring { end, .. } => format!("Client secret: the one in the keyring{}", until(end)),
        SecretOutcome::ToBeMade => "Client secret: one would be made and kept in the keyring".to_owned(),
        SecretOutcome::Made { end, .. } => format!("Client secret: made, and kept in the keyring{}", until(end)),
    })
}

fn ended(findings: &[Finding]) -> Ended {
    match findings.iter().any(|finding| finding.severity == Severity::Error) {
        true => Ended::Failed,
        false => Ended::Fine,
    }
}

fn parts(wanted: Live) -> std::result::Result<(Input, Asked), AppError> {
    let via = wanted.source.via()?;
    let input = wanted.facts.into_input();
    let Live { dry_run, no_secret, admin_consent, .. } = wanted;
    let asked = Asked { via, dry_run, no_secret, admin_consent };
    Ok((input, asked))
}

/// [`Wanted`] without its plan.
struct Asked {
    via: Option<Via>,
    dry_run: bool,
    no_secret: bool,
    admin_consent: bool,
}

impl Asked {
    fn with(self, plan: Plan) -> Wanted {
        let Self { via, dry_run, no_secret, admin_consent } = self;
        Wanted { plan, via, dry_run, no_secret, admin_consent }
    }
}

fn tenant(facts: &Input, source: &Source) -> std::result::Result<Tenant, AppError> {
    let (cloud, tenant_id) = plan::cloud_and_tenant(facts)?;
    Ok(Tenant { via: source.via()?, cloud, tenant_id })
}

fn asked(target: &args::Target, source: &Source) -> std::result::Result<(Tenant, Target), AppError> {
    let facts = Input {
        tenant_id: target.tenant_id.clone(),
        cloud: target.cloud.as_deref().map(args::cloud),
        ..Input::default()
    };
    let app_id = target.app_id.as_deref().map(ClientId::of_own_app).transpose()?;
    let not_made_here = target.yes_delete_what_hallpass_did_not_make;
    Ok((tenant(&facts, source)?, Target { app_id, not_made_here }))
}

fn tell(event: RegistrationEvent, output: &mut Output) {
    match event {
        RegistrationEvent::Source { words } => output.note(&words),
        RegistrationEvent::SignInPage { url } => output.say(&format!("sign in at: {url}")),
        RegistrationEvent::Reading => output.note("reading what is there"),
        RegistrationEvent::Started { .. } => {}
        RegistrationEvent::Finished { title, .. } => output.note(&format!("done: {title}")),
        RegistrationEvent::Waiting { seconds, reason } => {
            output.note(&format!("waiting {}: {reason}", finding::counted(seconds as usize, "second")));
        }
    }
}
