//! Live runs for the window: what would be sent, how far a run is, what it did.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sso_core::plan::change::{Change, Method};
use sso_core::{ClientId, Timestamp};
use ts_rs::TS;

use crate::AppError;
use crate::use_case::registration::{self, Deleted, Outcome, RegistrationEvent, SecretOutcome, Undone};

pub use registration::Via;

/// Whose Graph token is used.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "way", rename_all = "kebab-case", rename_all_fields = "snake_case")]
#[ts(export, rename = "GraphVia")]
pub enum ViaView {
    /// A signed-in Azure CLI.
    AzureCli,
    /// Microsoft's own application, which an administrator may have to consent to.
    GraphCommandLineTools,
    /// A public client that the developer's organisation gives.
    Client { client_id: String },
    /// The practice tenant's own administrator.
    Practice,
}

impl ViaView {
    /// # Errors
    /// `value-not-accepted` for a client ID that is none.
    pub fn via(&self) -> Result<Option<Via>, AppError> {
        Ok(match self {
            Self::AzureCli => Some(Via::AzureCli),
            Self::GraphCommandLineTools => Some(Via::GraphCommandLineTools),
            Self::Client { client_id } => Some(Via::ClientId(client_id.trim().parse::<ClientId>()?)),
            Self::Practice => None,
        })
    }
}

/// A request to Graph that is to be made, or was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RegistrationChange {
    pub title: String,
    /// A clause in lower case.
    pub reason: String,
    /// Graph's property.
    pub property: String,
    /// As it is, as text; `None` where nothing is there.
    pub before: Option<String>,
    pub after: String,
    /// Method and path.
    pub request: String,
}

impl From<&Change> for RegistrationChange {
    fn from(change: &Change) -> Self {
        Self {
            title: change.title.clone(),
            reason: change.reason.clone(),
            property: change.property.clone(),
            before: change.before.as_ref().map(text),
            after: text(&change.after),
            request: format!("{} {}", method(change.request.method), change.request.path),
        }
    }
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
    }
}

/// A text as it is, everything else as JSON with an entry a line.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => serde_json::to_string_pretty(other).unwrap_or_default(),
    }
}

/// What became of the client secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[ts(export)]
pub enum SecretTold {
    NotNeeded,
    LeftOut,
    /// The registration has one that its people keep elsewhere.
    KeptElsewhere,
    InKeyring,
    ToBeMade,
    Made {
        #[ts(type = "string | null")]
        end: Option<Timestamp>,
    },
}

/// What creating or updating did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export, rename = "RegistrationOutcome")]
pub struct OutcomeView {
    pub dry_run: bool,
    pub tenant_id: String,
    /// `None`: it is yet to be made.
    pub client_id: Option<String>,
    /// In the order in which they are made. None: all is as planned.
    pub changes: Vec<RegistrationChange>,
    pub secret: SecretTold,
    /// Titles of what Graph answers otherwise than planned after the run; a new value may take it a minute.
    pub left: Vec<String>,
    /// What the user should know, a sentence each.
    pub notes: Vec<String>,
}

impl From<&Outcome> for OutcomeView {
    fn from(outcome: &Outcome) -> Self {
        Self {
            dry_run: outcome.dry_run,
            tenant_id: outcome.tenant_id.to_string(),
            client_id: outcome.client_id.map(|id| id.to_string()),
            changes: outcome.changes.iter().map(RegistrationChange::from).collect(),
            secret: match &outcome.secret {
                SecretOutcome::NotNeeded => SecretTold::NotNeeded,
                SecretOutcome::LeftOut => SecretTold::LeftOut,
                SecretOutcome::KeptElsewhere => SecretTold::KeptElsewhere,
                SecretOutcome::InKeyring { .. } => SecretTold::InKeyring,
                SecretOutcome::ToBeMade => SecretTold::ToBeMade,
                SecretOutcome::Made { end, .. } => SecretTold::Made { end: *end },
            },
            left: outcome.left.iter().map(|change| change.title.clone()).collect(),
            notes: outcome.notes.clone(),
        }
    }
}

/// What undo or delete did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export, rename = "RegistrationDone")]
pub struct Done {
    /// Titles, in the order in which it was done.
    pub steps: Vec<String>,
    /// The application is gone; Entra keeps it for 30 days among the deleted ones.
    pub deleted: bool,
    /// What the user should know, a sentence each.
    pub notes: Vec<String>,
}

impl From<Undone> for Done {
    fn from(undone: Undone) -> Self {
        Self { steps: undone.steps, deleted: undone.application_deleted, notes: undone.notes }
    }
}

impl From<Deleted> for Done {
    fn from(deleted: Deleted) -> Self {
        Self { steps: Vec::new(), deleted: true, notes: deleted.notes }
    }
}

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[ts(export)]
pub enum RegistrationProgress {
    /// Whose token is used, and for which tenant; a clause in lower case.
    Source {
        words: String,
    },
    /// The page to sign in on; the system's browser was asked to open it.
    SignInPage {
        url: String,
    },
    /// What is in the tenant is read.
    Reading,
    Started {
        title: String,
    },
    Finished {
        title: String,
    },
    /// Before the same request is sent again.
    Waiting {
        #[ts(type = "number")]
        seconds: u64,
        reason: String,
    },
}

impl From<RegistrationEvent> for RegistrationProgress {
    fn from(event: RegistrationEvent) -> Self {
        match event {
            RegistrationEvent::Source { words } => Self::Source { words },
            RegistrationEvent::SignInPage { url } => Self::SignInPage { url },
            RegistrationEvent::Reading => Self::Reading,
            RegistrationEvent::Started { title, .. } => Self::Started { title },
            RegistrationEvent::Finished { title, .. } => Self::Finished { title },
            RegistrationEvent::Waiting { seconds, reason } => Self::Waiting { seconds, reason: reason.to_owned() },
        }
    }
}
