use serde::Serialize;
use ts_rs::TS;

/// An error as data: what happened and why, what to do, and a stable code to search for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[ts(export)]
#[error("{message}")]
pub struct AppError {
    /// Stable, kebab-case, or Entra's own (`AADSTS7000215`).
    pub code: String,
    /// What happened, and why.
    pub message: String,
    /// What to do.
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

impl AppError {
    pub fn failed(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), hint: None, kind: ErrorKind::Failed }
    }

    pub fn usage(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Usage, ..Self::failed(code, message) }
    }

    pub fn could_not_check(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::CouldNotCheck, ..Self::failed(code, message) }
    }

    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl From<sso_core::ValueError> for AppError {
    fn from(error: sso_core::ValueError) -> Self {
        Self::usage("value-not-accepted", error.what).with_hint(error.hint)
    }
}
