//! The whole journey in a practice tenant of its own: plan, register, manifest, vault, sign-in, token, OBO, Graph.

use std::path::PathBuf;

use serde::Serialize;
use sso_core::token::TokenReport;
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use crate::{App, AppError, Progress};

#[derive(Debug, Clone, Default)]
pub struct Input {
    /// `None`: a template.
    pub manifest: Option<PathBuf>,
    /// The system browser signs in, with a person.
    pub browser: bool,
    pub mistake: Option<Mistake>,
    pub require_keyring: bool,
}

/// A mistake that is made for real, to show what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Mistake {
    WrongSecret,
}

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
    Finished {
        step: Step,
        outcome: Outcome,
        detail: String,
        error: Option<AppError>,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Output {
    pub manifest_difference: String,
    pub token: TokenReport,
    pub graph: serde_json::Value,
}

/// Stops at the first step that fails, with its error.
pub async fn rehearse(
    app: &App,
    input: Input,
    progress: &Progress<RehearseEvent>,
    cancel: CancellationToken,
) -> Result<Output, AppError> {
    let _ = (app, input, progress, cancel);
    todo!()
}
