//! The plan as something to run or to hand over, and code for a stack.

use serde::{Deserialize, Serialize};
use sso_core::code::Stack;
use sso_core::plan::render;
use ts_rs::TS;

use super::stated;
use crate::use_case::code as code_of;
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

/// A developer's stack, or a side of the add-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export, rename = "CodeStack")]
pub enum StackView {
    Node,
    Aspnetcore,
    Python,
    Java,
    Client,
    ClientNaa,
    Exchange,
}

impl From<StackView> for Stack {
    fn from(stack: StackView) -> Self {
        match stack {
            StackView::Node => Self::Node,
            StackView::Aspnetcore => Self::Aspnetcore,
            StackView::Python => Self::Python,
            StackView::Java => Self::Java,
            StackView::Client => Self::Client,
            StackView::ClientNaa => Self::ClientNaa,
            StackView::Exchange => Self::Exchange,
        }
    }
}

/// Code that runs, and what it needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CodeView {
    pub files: Vec<CodeFileView>,
    /// Command that installs the packages.
    pub install: Option<String>,
    /// Environment variables that it reads.
    pub environment: Vec<VariableView>,
    /// What to know before it runs, a sentence each.
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CodeFileView {
    /// Relative, with forward slashes.
    pub path: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct VariableView {
    pub name: String,
    pub what: String,
    /// What the code takes where it is not set; `None` where it must be set.
    pub default: Option<String>,
}

/// # Errors
/// Those of [`code`](crate::use_case::code::code).
pub fn code(app: &App, stack: StackView) -> Result<CodeView, AppError> {
    let code = code_of::code(app, &stated(app)?, stack.into())?;
    Ok(CodeView {
        files: code.files.into_iter().map(|file| CodeFileView { path: file.path, text: file.text }).collect(),
        install: code.install,
        environment: code
            .environment
            .into_iter()
            .map(|one| VariableView { name: one.name.to_owned(), what: one.what.to_owned(), default: one.default })
            .collect(),
        notes: code.notes,
    })
}
