use serde::Serialize;
use ts_rs::TS;

/// An error as data: what happened and why, what to do, and a stable code to search for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[ts(export)]
#[error("{message}")]
pub struct AppError {
    /// Stable, kebab-case, or Entra's own (`AADSTS7000215`).
    pub code: String,
    pub message: String,
    pub hint: Option<String>,
    #[serde(skip)]
    #[ts(skip)]
    pub kind: ErrorKind,
}

/// What follows for a caller; the CLI's exit codes are made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ErrorKind {
    /// Checked, and wrong: exit 1.
    #[default]
    Failed,
    /// Asked wrongly: exit 2.
    Usage,
    /// Could not check: exit 3.
    CouldNotCheck,
}
