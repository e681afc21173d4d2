//! What is known of one add-in between runs: facts, what was drawn once, and what a live run has done so far. No secret.
//!
//! One file a profile, `<config>/profiles/<name>.toml`, versioned and readable; which of them is meant says [`ProfileChoice`].
//! A project's own `hallpass.toml` ([`project`]) wins over the facts in it. No use case writes a file of its own making: it
//! says what to change ([`change`]), so that two programs at once lose nothing.

mod choice;
mod credential;
mod facts;
pub(crate) mod file;
mod keyring;
mod name;
pub mod project;
mod record;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sso_core::plan::Drawn;
use sso_core::{ClientId, TenantId, Timestamp};
use uuid::Uuid;

use crate::{App, AppError};

pub use choice::{ChosenBy, ProfileChoice};
pub(crate) use choice::{forget as forget_choice, keep as keep_choice, kept as kept_choice};
pub use credential::CredentialRecord;
pub use facts::KnownFacts;
pub use file::{carry_over, change, is_there, names, path, read, remove, try_change};
pub use name::ProfileName;
pub use project::Project;
pub use record::{RegistrationRecord, RunRecord, UndoStep};

use facts::carry;

/// The newest format that is written and read.
const VERSION: u32 = 1;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    version: u32,
    /// Drawn when the profile is begun; what a live run makes carries it in its `tags`.
    pub id: Uuid,
    /// Of an application that is gone: the facts are what was said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<ClientId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun: Option<Begun>,
    #[serde(default, skip_serializing_if = "KnownFacts::is_empty")]
    pub facts: KnownFacts,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<Drawn>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<RegistrationRecord>,
    /// Of what the keyring holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credentials: Vec<CredentialRecord>,
    /// Values of the plan that are in place, by their IDs, each as it was then.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ticks: BTreeMap<String, String>,
}

/// That a live run asked for a new application and had no answer yet: one with this profile's tag may be there, and not be
/// found for a while.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begun {
    pub at: Timestamp,
    /// What the profile knew before that run.
    #[serde(default, skip_serializing_if = "KnownFacts::is_empty")]
    pub facts_before: KnownFacts,
}

impl Profile {
    pub fn new(id: Uuid) -> Self {
        Self {
            version: VERSION,
            id,
            gone: None,
            begun: None,
            facts: KnownFacts::default(),
            drawn: None,
            registration: None,
            credentials: Vec::new(),
            ticks: BTreeMap::new(),
        }
    }

    /// Of its add-in, as it was said or as the registration has it.
    pub fn client_id(&self) -> Option<ClientId> {
        self.facts.client_id.or(self.registration.as_ref().map(|record| record.client_id))
    }

    /// The same of its tenant.
    pub fn tenant_id(&self) -> Option<TenantId> {
        self.facts.tenant_id.or(self.registration.as_ref().map(|record| record.tenant_id))
    }

    /// Makes the changes that lead from `before` to `after`, part by part. The ID is that of the run: what it made has it.
    fn carry_over(&mut self, before: &Self, after: &Self) {
        let Self { version: _, id, gone, begun, facts, drawn, registration, credentials, ticks } = self;
        *id = after.id;
        carry(gone, &before.gone, &after.gone);
        carry(begun, &before.begun, &after.begun);
        facts.carry_over(&before.facts, &after.facts);
        carry(drawn, &before.drawn, &after.drawn);
        carry(registration, &before.registration, &after.registration);
        credential::carry_over(credentials, &before.credentials, &after.credentials);
        carry(ticks, &before.ticks, &after.ticks);
    }
}

/// What is known of an add-in before anything is given: the project's facts win over the profile's.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    pub project: Option<Project>,
    pub profile: Option<Profile>,
}

/// What the project says, and the chosen profile.
///
/// # Errors
/// Those of reading the two.
pub fn known(app: &App) -> Result<Known, AppError> {
    Ok(Known { project: project::read(app)?, profile: read(app)? })
}
