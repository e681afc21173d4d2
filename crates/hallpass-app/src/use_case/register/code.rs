//! Code for a stack: shown, and put into a folder once it was seen what changes there.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sso_core::code::Stack;
use ts_rs::TS;

use super::stated;
use crate::use_case::code as code_of;
use crate::use_case::write_project::ProjectFile;
use crate::{App, AppError};

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

/// A file of the code in a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CodeInFolder {
    /// In the folder.
    pub path: String,
    /// There was none before.
    pub is_new: bool,
    /// Unified; empty where the file is so already.
    pub difference: String,
    pub written: bool,
    /// Why it was left as it is.
    pub error: Option<AppError>,
}

impl CodeInFolder {
    fn of(file: ProjectFile, folder: &Path) -> Self {
        let ProjectFile { file, is_new, difference, written, error, .. } = file;
        let path = file.strip_prefix(folder).unwrap_or(&file).display().to_string();
        Self { path, is_new, difference, written, error }
    }
}

/// Puts the code into a folder; what stood in the place of a file is kept, and what was made can be taken away again.
/// `seen`: the differences that a person saw; without them nothing is written.
///
/// # Errors
/// Those of [`write_code`](crate::use_case::code::write_code), a file's own beside it; `changed-since` where the differences
/// are others by now: nothing is then written.
pub fn write_code(
    app: &App,
    stack: StackView,
    folder: &Path,
    seen: Option<&[String]>,
) -> Result<Vec<CodeInFolder>, AppError> {
    let facts = stated(app)?;
    let put = |write| -> Result<Vec<CodeInFolder>, AppError> {
        let output = code_of::write_code(app, &facts, stack.into(), folder, write)?;
        Ok(output.files.into_iter().map(|file| CodeInFolder::of(file, folder)).collect())
    };
    let now = put(false)?;
    match seen {
        None => Ok(now),
        Some(seen) if now.iter().map(|file| &file.difference).eq(seen) => put(true),
        Some(_) => Err(AppError::failed(
            "changed-since",
            format!("what would change in {} is something else by now: nothing was written", folder.display()),
        )
        .with_hint("look at the files again")),
    }
}
