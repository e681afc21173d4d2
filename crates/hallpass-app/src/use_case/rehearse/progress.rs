//! Steps, their reports, and the bookkeeping of a journey.

use serde::Serialize;
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use super::Output;
use crate::{AppError, Progress};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Step {
    Plan,
    Register,
    Manifest,
    Vault,
    SignIn,
    Token,
    OnBehalfOf,
    Graph,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Outcome {
    Fine,
    Warn,
    Fail,
}

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StepReport {
    pub step: Step,
    pub outcome: Outcome,
    /// What was done, with the values it was done with.
    pub detail: String,
    /// Why it warned or failed.
    pub error: Option<AppError>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[ts(export)]
pub enum RehearseEvent {
    Started {
        step: Step,
    },
    /// The page to sign in on; only with a browser.
    SignInPage {
        url: String,
    },
    Finished(StepReport),
}

/// What a step hands on, and what it says of itself.
pub(super) struct Done<T> {
    pub value: T,
    pub detail: String,
    pub warning: Option<AppError>,
}

impl<T> Done<T> {
    pub fn fine(value: T, detail: impl Into<String>) -> Self {
        Self { value, detail: detail.into(), warning: None }
    }
}

/// Why the journey ended early; the report of the failed step is in the output.
pub(super) enum Stopped {
    Failed,
    Cancelled,
}

pub(super) struct Journey<'a> {
    progress: &'a Progress<RehearseEvent>,
    cancel: &'a CancellationToken,
    pub output: Output,
}

impl<'a> Journey<'a> {
    pub fn new(progress: &'a Progress<RehearseEvent>, cancel: &'a CancellationToken) -> Self {
        Self { progress, cancel, output: Output::default() }
    }

    /// Runs one step to its end or to the user's cancel, and reports it.
    pub async fn step<T>(
        &mut self,
        step: Step,
        work: impl Future<Output = Result<Done<T>, AppError>> + Send,
    ) -> Result<T, Stopped> {
        tracing::info!(?step, "begins");
        self.progress.report(RehearseEvent::Started { step });
        let result = tokio::select! {
            result = work => result,
            () = self.cancel.cancelled() => return Err(Stopped::Cancelled),
        };
        let (report, value) = match result {
            Ok(Done { value, detail, warning }) => {
                let outcome = if warning.is_some() { Outcome::Warn } else { Outcome::Fine };
                (StepReport { step, outcome, detail, error: warning }, Some(value))
            }
            Err(error) => {
                // The number comes last: what happened is what is read first.
                let detail = format!("{} ({})", error.message, error.code);
                (StepReport { step, outcome: Outcome::Fail, detail, error: Some(error) }, None)
            }
        };
        tracing::info!(?step, outcome = ?report.outcome, "ended");
        self.progress.report(RehearseEvent::Finished(report.clone()));
        self.output.steps.push(report);
        value.ok_or(Stopped::Failed)
    }
}
