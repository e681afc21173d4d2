use std::time::Duration;

use entra_client::{Pause, PauseReason};
use serde::Serialize;
use sso_core::plan::change::ChangeKind;

/// What a run tells while it goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum RegistrationEvent {
    /// Whose token is used, and for which tenant.
    Source {
        words: String,
    },
    /// The page to sign in on.
    SignInPage {
        url: String,
    },
    /// What is in the tenant is read.
    Reading,
    Started {
        step: Step,
        title: String,
    },
    Finished {
        step: Step,
        title: String,
    },
    /// Before the same request is sent again.
    Waiting {
        seconds: u64,
        reason: &'static str,
    },
}

/// What a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Step {
    Change(ChangeKind),
    Other(OtherStep),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OtherStep {
    /// Makes the client secret and keeps it in the keyring.
    ClientSecret,
    /// Takes one change back.
    TakeBack,
    DeleteApplication,
}

impl RegistrationEvent {
    pub(super) fn waiting(pause: Pause) -> Self {
        let reason = match pause.reason {
            PauseReason::Replication => "what is new is not known everywhere in the tenant yet",
            PauseReason::Busy => "Microsoft Graph asks to be left alone for a while",
        };
        Self::Waiting { seconds: pause.length.max(Duration::from_secs(1)).as_secs(), reason }
    }
}
