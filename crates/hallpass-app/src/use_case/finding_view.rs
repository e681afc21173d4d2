//! A finding for the window, in words and texts.

use serde::Serialize;
use sso_core::{Finding, Severity};
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FindingView {
    /// Stable, kebab-case; its chapter is in docs/rules.md.
    pub code: String,
    pub severity: FindingSeverity,
    pub title: String,
    pub detail: String,
    pub evidence: Vec<EvidenceView>,
    /// A step a line.
    pub fix: Vec<String>,
    /// Codes of Office or Entra.
    pub would_cause: Vec<String>,
    /// Whether [`super::rule`] says more of its code.
    pub has_rule: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum FindingSeverity {
    Error,
    Warning,
    Info,
}

/// What decided it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct EvidenceView {
    /// A file, a property, a claim, a parameter.
    pub path: String,
    pub text: String,
}

impl From<Severity> for FindingSeverity {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
        }
    }
}

impl From<&Finding> for FindingView {
    fn from(finding: &Finding) -> Self {
        Self {
            code: finding.code.to_string(),
            severity: finding.severity.into(),
            title: finding.title.clone(),
            detail: finding.detail.clone(),
            evidence: finding
                .evidence
                .iter()
                .map(|evidence| EvidenceView {
                    path: evidence.place.path.clone().unwrap_or_default(),
                    text: evidence.text.clone(),
                })
                .collect(),
            fix: finding.fix.clone(),
            would_cause: finding.would_cause.clone(),
            has_rule: true,
        }
    }
}
