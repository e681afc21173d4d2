//! What a rule says about evidence. Every face (window, tray, CLI) shows the same findings.

use serde::Serialize;

use crate::Place;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
    Info,
}

/// Stable, unique, kebab-case; one a rule. Consumers and `docs/rules.md` refer to them: never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    // manifest
    NotWellFormed,
    // … one line a rule
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Manifest,
    Registration,
    Token,
    OauthError,
}

/// A piece of evidence that decided a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    pub source: Source,
    #[serde(flatten)]
    pub place: Place,
    /// The value found; never a secret, never a whole token.
    pub text: String,
}

/// `cli.md` fixes its JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub code: Code,
    pub severity: Severity,
    pub title: String,
    pub detail: String,
    pub evidence: Vec<Evidence>,
    /// One step a line.
    pub fix: Vec<String>,
    /// Numbers of the errors that Office or Entra would answer.
    pub would_cause: Vec<String>,
    pub not_your_fault: bool,
    /// `rules.md#<code>`
    pub docs: String,
    /// A fix that a machine may apply.
    #[serde(skip)]
    pub edit: Option<addin_manifest::Edit>,
}
