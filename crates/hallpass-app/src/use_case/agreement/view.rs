//! What the overview shows, in words and texts.

use serde::{Deserialize, Serialize};
use sso_core::Timestamp;
use ts_rs::TS;

use crate::AppError;
use crate::use_case::finding_view::{EvidenceView, FindingView};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Agreement {
    #[ts(type = "string")]
    pub checked: Timestamp,
    /// Whether anything is set up or was opened; else it is a first run.
    pub is_begun: bool,
    pub rows: Vec<AgreementRow>,
    #[ts(type = "number")]
    pub compared: usize,
    #[ts(type = "number")]
    pub differing: usize,
    /// Those that fail first, then those that need attention, each in the order of the journey.
    pub findings: Vec<RankedFinding>,
    pub sources: Vec<ReadSource>,
    /// Host and port of the pages, and whether that is this computer.
    pub port: Option<PagesPort>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum AgreementFact {
    ClientId,
    HostAndPort,
    Tenant,
    Scope,
    GraphPermissions,
}

impl AgreementFact {
    pub const ALL: [Self; 5] = [Self::ClientId, Self::HostAndPort, Self::Tenant, Self::Scope, Self::GraphPermissions];

    /// As it stands in a sentence.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ClientId => "client ID",
            Self::HostAndPort => "host and port",
            Self::Tenant => "tenant",
            Self::Scope => "scope",
            Self::GraphPermissions => "Graph permissions",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum AgreementSide {
    Registration,
    Manifest,
    Code,
    Token,
    Consent,
}

impl AgreementSide {
    pub const ALL: [Self; 5] = [Self::Registration, Self::Manifest, Self::Code, Self::Token, Self::Consent];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Registration => "Registration",
            Self::Manifest => "Manifest",
            Self::Code => "Code",
            Self::Token => "Token",
            Self::Consent => "Consent",
        }
    }

    /// Whether it has a place for a fact at all.
    pub(super) fn has(self, fact: AgreementFact) -> bool {
        use AgreementFact::{GraphPermissions, Scope, Tenant};
        match self {
            Self::Registration | Self::Code => true,
            Self::Manifest => !matches!(fact, Tenant | Scope),
            Self::Token => fact != GraphPermissions,
            Self::Consent => matches!(fact, Scope | GraphPermissions),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AgreementRow {
    pub fact: AgreementFact,
    /// What the sides are compared with; `None`: nobody says it.
    pub value: Option<String>,
    /// The same for a narrow column.
    pub short: Option<String>,
    /// Somebody said it of the add-in; else the first side that says something does.
    pub is_stated: bool,
    pub cells: Vec<AgreementCell>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AgreementCell {
    pub side: AgreementSide,
    pub state: CellState,
    /// The whole of it in words: "Manifest differs: port 3001".
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "is", rename_all = "kebab-case")]
#[ts(export)]
pub enum CellState {
    Agrees,
    Differs(CellDifference),
    NotRead,
    NothingToCompare,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CellDifference {
    pub kind: DifferenceKind,
    /// As it stands there, or what lacks; empty where there is none.
    pub value: String,
    pub short: String,
    pub place: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum DifferenceKind {
    Fail,
    Warn,
}

/// A finding with the page on which it is mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RankedFinding {
    pub finding: FindingView,
    pub at: FindingAt,
    pub mend: MendOn,
    /// Whether the change that the manifest's page shows mends it; of other pages' none is told.
    pub has_change: bool,
    /// What should stand in the place of the first piece of evidence, and who says so.
    pub expected: Option<EvidenceView>,
    /// Of each piece of evidence, for a person: `manifest.xml line 97`.
    pub places: Vec<String>,
    /// To open where it was found, if it is a file that a page opens.
    pub file: Option<String>,
}

/// What it is a finding of, in the order of the journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum FindingAt {
    Registration,
    Manifest,
    Code,
    Token,
    Credential,
    Consent,
}

/// A page of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum MendOn {
    Register,
    Manifest,
    SignIn,
    OnBehalfOf,
}

/// What was read of a side, or why it was not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReadSource {
    pub side: AgreementSide,
    /// A file below the project's folder, or in words: "Microsoft Graph".
    pub what: String,
    /// Its path, to open it.
    pub path: Option<String>,
    /// When it was read, if that was before now.
    #[ts(type = "string | null")]
    pub at: Option<Timestamp>,
    pub error: Option<AppError>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PagesPort {
    pub address: String,
    pub is_local: bool,
}
