//! The application in a tenant ("enterprise application") and what is consented to there, in Microsoft Graph's words.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{ClientId, ObjectId, TenantId};

/// `servicePrincipal`. One that is missing in a user's tenant keeps everybody there from signing in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServicePrincipal {
    /// Object ID, another one than that of the application.
    pub id: ObjectId,
    pub app_id: ClientId,
    /// "Enabled for users to sign-in". Graph answers it always; an excerpt may leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_enabled: Option<bool>,
    /// "Assignment required".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_role_assignment_required: Option<bool>,
    /// The tenant in which the application is registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_owner_organization_id: Option<TenantId>,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// `oAuth2PermissionGrant`: consent to delegated permissions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PermissionGrant {
    /// Graph's own, no GUID.
    pub id: String,
    /// Object ID of the client's service principal, not its client ID.
    pub client_id: ObjectId,
    /// `AllPrincipals` (an administrator consented for everybody) or `Principal`.
    pub consent_type: String,
    #[serde(default)]
    pub principal_id: Option<Uuid>,
    /// Object ID of the resource's service principal.
    pub resource_id: ObjectId,
    /// Short names, separated by blanks.
    #[serde(default)]
    pub scope: String,
}
