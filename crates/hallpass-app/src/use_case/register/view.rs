//! All that the page shows, made anew after each change: from the profile, and from the registration that was read last.

use serde::Serialize;
use sso_core::plan::Plan;
use sso_core::{Finding, Severity};
use ts_rs::TS;

use super::fact::{self, FactView};
use super::page::{PageView, PrerequisiteView, pages};
use super::placed::{FoundView, count, value_of};
use super::reading::{Reading, ReadingView};
use super::secret::SecretsView;
use crate::profile::{self, Profile};
use crate::use_case::plan::{self, Input};
use crate::use_case::profile as profiles;
use crate::use_case::rehearse::Outcome;
use crate::{App, AppError};

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct RegisterView {
    pub facts: Vec<FactView>,
    /// `None` until enough is known, or where facts do not go together: then `missing` says what.
    pub plan: Option<PlanView>,
    pub missing: Option<AppError>,
    /// What Graph's runs of this profile made or found.
    pub registration: Option<RegistrationView>,
    pub reading: Option<ReadingView>,
    /// `None` while no registration was read.
    pub standing: Option<Standing>,
    /// A credential is needed for On-Behalf-Of.
    pub needs_secret: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PlanView {
    pub pages: Vec<PageView>,
    pub prerequisites: Vec<PrerequisiteView>,
    #[ts(type = "number")]
    pub in_place: usize,
    #[ts(type = "number")]
    pub of: usize,
}

/// What the profile keeps of a registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RegistrationView {
    pub client_id: String,
    pub tenant_id: String,
    /// Hallpass made it.
    pub made_here: bool,
    /// The last run came to its end.
    pub complete: bool,
    /// What undo would take back, in the order in which it would; empty where there is nothing.
    pub undo: Vec<String>,
}

/// How the registration stands by what was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export, rename = "RegisterStanding")]
pub struct Standing {
    pub outcome: Outcome,
    /// The first finding's title, or of the secret that ends.
    pub says: Option<String>,
}

/// # Errors
/// Those of reading the profile and the project's file. What keeps a plan from being made stands in the answer.
pub fn view(app: &App, reading: Option<&Reading>) -> Result<RegisterView, AppError> {
    let shown = profiles::show(app, None, &Input::default())?;
    let profile = profile::read(app)?;
    let (plan, missing) = match plan::plan_of_what_is_there(app, &fact::stated(app)?) {
        Ok(plan) => (Some(plan), None),
        Err(error) => (None, Some(error)),
    };
    let judged = reading.map(|reading| reading.judge(app)).transpose().unwrap_or_default();
    let ticks = profile.as_ref().map(|profile| profile.ticks.clone()).unwrap_or_default();
    let findings = judged.as_ref().map(|judged| judged.findings.as_slice()).unwrap_or_default();
    let (placed, elsewhere) = place(plan.as_ref(), findings);
    // Of another app's it would be the wrong one.
    let own = reading.filter(|reading| plan.as_ref().is_some_and(|plan| plan.facts.client_id == reading.client_id()));
    let object_id = own.and_then(|reading| reading.registration().id);
    let secret = SecretsView::told(app, profile.as_ref())?;
    let needs_secret = plan.as_ref().is_some_and(Plan::needs_secret);
    Ok(RegisterView {
        facts: fact::all(&shown),
        registration: profile.as_ref().and_then(kept),
        standing: judged.as_ref().map(|judged| standing(&judged.findings, secret.filter(|_| needs_secret))),
        reading: reading.zip(judged.as_ref()).map(|(reading, judged)| ReadingView {
            file: reading.file(),
            tenant_id: reading.tenant_id(),
            at: reading.at(),
            name: reading.registration().display_name.clone(),
            client_id: reading.client_id().map(|id| id.to_string()),
            taken: reading.taken(),
            errors: count(findings, Severity::Error),
            warnings: count(findings, Severity::Warning),
            elsewhere,
            notes: judged.notes.clone(),
            not_looked_at: reading.not_looked_at(),
        }),
        plan: plan.as_ref().map(|plan| {
            let pages = pages(plan, &ticks, &placed, object_id);
            PlanView {
                in_place: pages.iter().map(|page| page.in_place).sum(),
                of: pages.iter().map(|page| page.of).sum(),
                prerequisites: plan.prerequisites().into_iter().map(PrerequisiteView::from).collect(),
                pages,
            }
        }),
        missing,
        needs_secret,
    })
}

type Placed = Vec<(String, FoundView)>;

/// Findings of values, and the rest.
fn place(plan: Option<&Plan>, findings: &[Finding]) -> (Placed, Vec<FoundView>) {
    let values = plan.map(Plan::values).unwrap_or_default();
    let (mut placed, mut elsewhere) = (Vec::new(), Vec::new());
    for finding in findings {
        match value_of(finding, &values) {
            Some(id) => placed.push((id, FoundView::of(finding))),
            None => elsewhere.push(FoundView::of(finding)),
        }
    }
    (placed, elsewhere)
}

/// `secret`: what is wrong with the one that is kept.
fn standing(findings: &[Finding], secret: Option<(Outcome, String)>) -> Standing {
    let first = |severity| findings.iter().find(|finding| finding.severity == severity).map(|one| one.title.clone());
    let of = |outcome, says| Standing { outcome, says: Some(says) };
    match (first(Severity::Error), secret, first(Severity::Warning)) {
        (Some(says), _, _) => of(Outcome::Fail, says),
        (None, Some((outcome, says)), _) => of(outcome, says),
        (None, None, Some(says)) => of(Outcome::Warn, says),
        (None, None, None) => Standing { outcome: Outcome::Fine, says: None },
    }
}

fn kept(profile: &Profile) -> Option<RegistrationView> {
    let record = profile.registration.as_ref()?;
    let undo = record.runs.last().map(|run| run.undo.iter().rev().map(|step| step.title.clone()).collect());
    Some(RegistrationView {
        client_id: record.client_id.to_string(),
        tenant_id: record.tenant_id.to_string(),
        made_here: record.made_here,
        complete: record.is_complete(),
        undo: undo.unwrap_or_default(),
    })
}
