//! The plan as something to run or to hand over.

use serde::Deserialize;
use sso_core::plan::render;
use ts_rs::TS;

use super::stated;
use crate::use_case::plan;
use crate::{App, AppError};

/// What the plan is made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Rendering {
    /// Steps in the portal, Markdown.
    Portal,
    /// Script for bash.
    Az,
    AzPowershell,
    /// Requests, as an HTTP client takes them.
    Graph,
    /// A letter to whoever may register.
    AdminText,
}

/// The plan as text; no secret is in it.
///
/// # Errors
/// Those of a plan; for a script those of writing the profile, which keeps its tag.
pub fn rendering(app: &App, what: Rendering) -> Result<String, AppError> {
    let plan = plan::plan(app, &stated(app)?)?;
    Ok(match what {
        Rendering::Portal => render::portal(&plan),
        Rendering::Az => render::az(&plan, plan::script_tag(app, &plan)?),
        Rendering::AzPowershell => render::az_powershell(&plan, plan::script_tag(app, &plan)?),
        Rendering::Graph => render::graph(&plan),
        Rendering::AdminText => render::admin_text(&plan),
    })
}
