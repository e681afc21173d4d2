//! A registration in a real tenant, through Microsoft Graph: read, made, changed, taken back, deleted.
//!
//! Hallpass has no registration of its own. The token comes from where the user says (`source.rs`), is named on screen, used
//! for these calls and dropped. Each change is one request of [`Plan::changes`](sso_core::plan::Plan::changes); the profile
//! is written after each, so that a run which is cut off is completed by the next one, or taken back.

mod another;
mod apply;
mod consented;
mod create;
mod delete;
mod event;
mod fetch;
mod find;
mod graph_error;
mod inverse;
pub(crate) mod lock;
mod planned;
mod record;
mod secret;
mod since;
mod source;
mod undo;
mod update;

#[cfg(test)]
mod tests;

use serde::Serialize;
use serde_json::Value;
use sso_core::plan::Plan;
use sso_core::plan::change::Change;
use sso_core::{ClientId, Cloud, Finding, ObjectId, TenantId};
use uuid::Uuid;

use crate::profile::Profile;

pub(crate) use consented::consented;
pub use create::create;
pub use delete::{Deleted, delete};
pub use event::{OtherStep, RegistrationEvent, Step};
pub use fetch::{Fetched, fetch};
pub use planned::{plan_to_create, plan_to_update};
pub use secret::SecretOutcome;
pub use source::Via;
pub use undo::{Undone, undo};
pub use update::update;

/// Which tenant is asked, and with whose token.
#[derive(Debug, Clone, Default)]
pub struct Tenant {
    /// Where the Graph token comes from. `None`: only the practice tenant knows a way by itself.
    pub via: Option<Via>,
    /// `None`: the profile's, else Microsoft's public one.
    pub cloud: Option<Cloud>,
    /// `None`: the profile's, else that of whoever signs in.
    pub tenant_id: Option<TenantId>,
}

impl Via {
    /// As it is written behind a command.
    pub fn flag(self) -> String {
        match self {
            Self::AzureCli => " --via az".to_owned(),
            Self::GraphCommandLineTools => " --via graph-command-line-tools".to_owned(),
            Self::ClientId(client_id) => format!(" --via-client-id {client_id}"),
        }
    }
}

impl Tenant {
    /// As it is written behind a command. A cloud of a file is left out: where the file is, is not known here.
    fn flags(&self) -> String {
        let cloud = self.cloud.as_ref().and_then(|cloud| serde_json::to_value(cloud).ok());
        let cloud = cloud.as_ref().and_then(|cloud| cloud.as_str()).map(|name| format!(" --cloud {name}"));
        let tenant = self.tenant_id.map(|tenant| format!(" --tenant-id {tenant}"));
        [cloud, tenant, self.via.map(Via::flag)].into_iter().flatten().collect()
    }

    fn cloud(&self, profile: Option<&Profile>) -> Cloud {
        let known = || profile.and_then(|profile| profile.facts.cloud.clone());
        self.cloud.clone().or_else(known).unwrap_or_default()
    }

    fn tenant_id(&self, profile: Option<&Profile>) -> Option<TenantId> {
        let known = profile.and_then(|profile| {
            let record = profile.registration.as_ref().map(|record| record.tenant_id);
            record.or(profile.facts.tenant_id)
        });
        self.tenant_id.or(known)
    }
}

/// What is to be in the tenant, for [`create`] and [`update`].
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Its facts name cloud and tenant too.
    pub plan: Plan,
    pub via: Option<Via>,
    /// Only shows what would be done.
    pub dry_run: bool,
    /// Makes no client secret, though the plan needs one.
    pub no_secret: bool,
    /// Consent for everybody in the tenant.
    pub admin_consent: bool,
}

/// Which application [`delete`] and [`undo`] may touch beside those that Hallpass made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Target {
    /// `None`: the profile's.
    pub app_id: Option<ClientId>,
    /// Said outright, and with `app_id`: also what Hallpass did not make.
    pub not_made_here: bool,
}

/// What [`create`] or [`update`] did, or would do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    pub dry_run: bool,
    /// `None`: it is yet to be made.
    pub client_id: Option<ClientId>,
    pub object_id: Option<ObjectId>,
    pub tenant_id: TenantId,
    /// Whether Hallpass made the application.
    pub made_here: bool,
    /// In the order in which they were made. None: all is as planned.
    pub changes: Vec<Change>,
    pub secret: SecretOutcome,
    /// What Graph answers otherwise than planned after the run. A new value may take it a minute.
    pub left: Vec<Change>,
    /// Of the registration as Graph answers it at the end.
    pub findings: Vec<Finding>,
    /// What the user should know, a sentence each.
    pub notes: Vec<String>,
    /// `application` as Graph answered it last, whole; `None` where there is none yet.
    #[serde(skip)]
    pub application: Option<Value>,
    /// The same of its service principal.
    #[serde(skip)]
    pub service_principal: Option<Value>,
}

/// By which a later run knows what this profile's runs made.
fn tag_of(profile: Uuid) -> String {
    let wanted = sso_core::plan::change::Wanted { tag: Some(profile), ..Default::default() };
    wanted.tag_text().unwrap_or_default()
}
