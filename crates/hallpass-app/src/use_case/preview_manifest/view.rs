//! A manifest for the window: what it is, what is found in it, what would change.

use serde::{Deserialize, Serialize};
use sso_core::{Severity, Timestamp};
use ts_rs::TS;

use super::rows::DifferenceRow;
use crate::AppError;
use crate::use_case::finding_view::FindingView;
use crate::use_case::show_manifest::{FormatName, Kind};

/// What is to be done to a manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Wanted {
    /// `None`: the plan's values where they are known and change something, else the fixes.
    pub change: Option<ChangeKind>,
    /// Count the version up, so that Office fetches the manifest again.
    pub bump_version: bool,
    /// Require the set `IdentityAPI`: Office hides the add-in where single sign-on is missing.
    pub identity_api: bool,
    /// Scopes that stand in the manifest and not in the plan go.
    pub scopes_of_plan: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum ChangeKind {
    /// The plan's values.
    Plan,
    /// What a machine may mend of what is found.
    Fixes,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ManifestView {
    /// As it was named; its name, and the folder that it lies in.
    pub file: String,
    pub name: String,
    pub folder: String,
    pub format: FormatName,
    pub kind: Kind,
    pub display_name: Option<String>,
    /// As the manifest calls them: `Workbook`, `mail`.
    pub hosts: Vec<String>,
    #[ts(type = "string")]
    pub read: Timestamp,
    /// Of this file with this change: only what was seen is written.
    pub digest: String,
    #[ts(type = "number")]
    pub bytes: usize,
    /// How many lines it has.
    #[ts(type = "number")]
    pub lines: usize,
    /// In the file as it stands, the worst first.
    pub findings: Vec<PlacedFinding>,
    pub change: ChangeView,
    /// Why the plan's values were not compared.
    pub without_plan: Option<AppError>,
    /// Whether what stands here was written by Hallpass, and what stood there before is kept.
    pub can_undo: bool,
    /// Whether somebody else has changed what Hallpass wrote: an undo would lose their work, so there is none.
    pub changed_since: bool,
    /// A text that is no file: nothing of it can be written.
    pub pasted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PlacedFinding {
    pub finding: FindingView,
    /// In the file as it stands, from 1.
    #[ts(type = "number | null")]
    pub line: Option<usize>,
    /// Whether the change mends it.
    pub mended: bool,
}

/// What would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ChangeView {
    pub kind: ChangeKind,
    /// Places that change; 0 if nothing has to.
    #[ts(type = "number")]
    pub count: usize,
    #[ts(type = "number")]
    pub lines: usize,
    /// Around the changes and the findings, in the order of the file.
    pub rows: Vec<DifferenceRow>,
    /// What follows of the change and stands in no difference, a clause each.
    pub notes: Vec<String>,
    /// Why the plan's values cannot be put in.
    pub refused: Option<AppError>,
    /// How many findings a machine may mend.
    #[ts(type = "number")]
    pub mendable: usize,
}

/// Which text of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Side {
    Before,
    After,
}

impl ManifestView {
    pub fn count(&self, severity: Severity) -> usize {
        let severity = severity.into();
        self.findings.iter().filter(|placed| placed.finding.severity == severity).count()
    }
}
