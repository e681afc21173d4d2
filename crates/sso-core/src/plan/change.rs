//! From the registration that is there to the one that is planned: a list of changes, each one request to Microsoft
//! Graph v1.0, in the order in which Graph takes them. Where nothing is there yet, it makes the registration.
//!
//! A rendering for a script and a live run are the same list: the one puts names where the other has the IDs that Graph
//! answered.

mod application;
mod merge;
mod redirect;
mod tenant;

#[cfg(test)]
mod tests;

use serde::Serialize;
use serde_json::Value;

use super::Plan;
use crate::ObjectId;
use crate::registration::{PermissionGrant, Registration, ServicePrincipal};

impl Plan {
    /// The changes that are missing between what is there and what is planned, each to be made after those before it.
    /// Where nothing is missing there are none, so that a run that was cut off is completed by the next one.
    ///
    /// What is there stays: other URIs, scopes, redirect URIs, pre-authorized clients, permissions and tags are none of the
    /// plan's business. What is there and changes: the token version becomes 2; the scope that Office asks for is spelt as
    /// Office does, enabled and for users too, with its GUID and its words; a planned Application ID URI in other letters,
    /// large for small, is written as planned; a planned redirect URI of another platform moves to the planned one, and one
    /// of a broker's is not the first; implicit grant is turned off; a disabled service principal is enabled. Name and
    /// account types of what has not the tag change only where somebody stated them.
    ///
    /// Which application it is, `state` says: where it has none, one is made, and the client ID of the facts is not looked
    /// at, as the new one gets another. Every prefix of the changes leaves something from which the rest can be made.
    pub fn changes(&self, state: &State, names: &Names, wanted: Wanted) -> Vec<Change> {
        let mut changes = application::changes(self, state.application.as_ref(), names, wanted);
        changes.extend(tenant::changes(self, state, names, wanted.admin_consent));
        changes
    }
}

/// What is in the tenant. Empty: nothing is registered yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    pub application: Option<Registration>,
    /// Of the application, in its home tenant.
    pub service_principal: Option<ServicePrincipal>,
    /// Microsoft Graph's own in this tenant.
    pub graph_service_principal: Option<ObjectId>,
    /// To the application, of Microsoft Graph's permissions.
    pub grants: Vec<PermissionGrant>,
}

/// Where the plan does not decide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Consent for everybody in the tenant, which only an administrator may give.
    pub admin_consent: bool,
    /// `hallpass:<profile id>` among the tags, by which a later run knows what this tool made. Only for what it makes: a
    /// registration that somebody else made must not get it.
    pub tag: Option<uuid::Uuid>,
}

impl Wanted {
    /// The tag as it stands in `tags`.
    pub fn tag_text(self) -> Option<String> {
        self.tag.map(|id| format!("hallpass:{id}"))
    }
}

/// How the requests name what only Graph's answers say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// Of the application.
    pub object_id: String,
    pub client_id: String,
    /// Object ID of its service principal.
    pub service_principal: String,
    /// Object ID of Microsoft Graph's service principal.
    pub graph_service_principal: String,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            object_id: "{objectId}".to_owned(),
            client_id: "{appId}".to_owned(),
            service_principal: "{servicePrincipalId}".to_owned(),
            graph_service_principal: "{graphServicePrincipalId}".to_owned(),
        }
    }
}

/// What a change is about; stable words for progress, logs and tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    CreateApplication,
    SetName,
    SetTokenVersion,
    SetAccountTypes,
    /// An enabled scope cannot be changed: first this.
    DisableScope,
    SetScope,
    SetIdentifierUri,
    PreAuthorize,
    /// Of one platform; first out of a wrong one, then into the right one.
    SetRedirectUris,
    SetImplicitGrant,
    SetPermissions,
    SetOptionalClaims,
    SetTags,
    CreateServicePrincipal,
    EnableServicePrincipal,
    /// For everybody in the tenant.
    Consent,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    pub kind: ChangeKind,
    /// What it does, in one line, without a full stop.
    pub title: String,
    /// Why, and why at this place of the order. Without a full stop.
    pub reason: String,
    /// Graph's property in dotted form, such as `api.preAuthorizedApplications`; of the service principal with
    /// `servicePrincipal.` in front. What is made as a whole is `application`, `servicePrincipal` or
    /// `oauth2PermissionGrants`.
    pub property: String,
    /// As it is; `None` where nothing is there.
    pub before: Option<Value>,
    /// As it will be.
    pub after: Value,
    pub request: GraphRequest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    Get,
    Post,
    Patch,
    Delete,
}

/// A request to Microsoft Graph. It never holds a secret.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GraphRequest {
    pub method: Method,
    /// With `/v1.0` in front, on Graph's origin: `/v1.0/applications/{objectId}`.
    pub path: String,
    pub body: Option<Value>,
    /// The status of success.
    pub expects: u16,
}
