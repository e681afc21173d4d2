//! The whole journey in a practice tenant of its own: plan, register, manifest, vault, sign-in, token, OBO, Graph.
//!
//! Each step is a file here. It needs no account, no network and, unless asked, no person. The user's manifest is read
//! and never written.

mod graph;
mod manifest;
mod on_behalf_of;
mod plan;
mod progress;
mod register;
mod sign_in;
mod token;
mod vault;
mod view;

use std::path::PathBuf;

use practice_tenant::PracticeTenant;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sso_core::token::TokenReport;
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use self::progress::{Journey, Stopped};
use crate::{App, AppError, Progress, practice};

pub use self::progress::{Outcome, RehearseEvent, Step, StepReport};
pub use self::view::{GraphField, RehearsalView};

#[derive(Debug, Clone, Default)]
pub struct Input {
    /// `None`: a template.
    pub manifest: Option<PathBuf>,
    /// The system browser signs in, with a person.
    pub browser: bool,
    pub mistake: Option<Mistake>,
    /// Without a keyring the rehearsal fails instead of going on with a warning.
    pub require_keyring: bool,
}

/// A mistake that is made for real, to show what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Mistake {
    /// On-Behalf-Of sends the secret's ID in place of its value.
    WrongSecret,
}

/// The journey as far as it went.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Output {
    pub passed: bool,
    pub steps: Vec<StepReport>,
    /// Unified; empty if the manifest carries the markup already.
    pub manifest_difference: String,
    pub token: Option<TokenReport>,
    /// What Graph said of the person.
    pub graph: Option<Value>,
}

impl Output {
    /// The error of the step that failed.
    pub fn failure(&self) -> Option<&AppError> {
        self.steps.iter().filter(|step| step.outcome == Outcome::Fail).find_map(|step| step.error.as_ref())
    }
}

/// Goes through all steps, and stops at the first that fails: that is an answer too, with `passed` false.
///
/// # Errors
/// Only where there is no answer: the practice tenant did not start, or the rehearsal was cancelled.
pub async fn rehearse(
    app: &App,
    input: Input,
    progress: &Progress<RehearseEvent>,
    cancel: CancellationToken,
) -> Result<Output, AppError> {
    let tenant = practice::start_own(app).await?;
    let mut journey = Journey::new(progress, &cancel);
    let stopped = go(app, &input, &tenant, &mut journey, progress).await;
    tenant.stop().await;
    match stopped {
        Err(Stopped::Cancelled) => {
            Err(AppError::could_not_check("cancelled", "the rehearsal was cancelled").with_hint("start it again"))
        }
        Ok(()) => Ok(Output { passed: true, ..journey.output }),
        Err(Stopped::Failed) => Ok(journey.output),
    }
}

async fn go(
    app: &App,
    input: &Input,
    tenant: &PracticeTenant,
    journey: &mut Journey<'_>,
    progress: &Progress<RehearseEvent>,
) -> Result<(), Stopped> {
    let planned = journey.step(Step::Plan, plan::work(app, input, tenant)).await?;
    let secret = journey.step(Step::Register, register::work(tenant, &planned.plan)).await?;
    journey.output.manifest_difference = journey.step(Step::Manifest, manifest::work(&planned)).await?;
    let kept = journey.step(Step::Vault, vault::work(app, &secret, input.require_keyring)).await?;
    let signed_in =
        journey.step(Step::SignIn, sign_in::work(app, tenant, &planned.plan, input.browser, progress)).await?;
    journey.output.token = Some(journey.step(Step::Token, token::work(app, &signed_in, &planned.plan)).await?);
    let sent = on_behalf_of::secret_to_send(input.mistake, &secret, kept);
    let tokens = journey.step(Step::OnBehalfOf, on_behalf_of::work(&signed_in, &planned.plan, sent)).await?;
    journey.output.graph = Some(journey.step(Step::Graph, graph::work(tenant, &signed_in, &tokens)).await?);
    Ok(())
}
