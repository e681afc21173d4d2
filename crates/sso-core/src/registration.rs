//! The app registration in Microsoft Graph's words (`application` resource, v1.0).
//!
//! There is one `Registration`: what the plan yields, what Graph answers and what the practice tenant judges by.

mod document;
mod json;
mod lenient;
mod locate;
mod model;
mod old;
mod optional_claims;
mod other;
mod plain_text;
mod powershell;
mod property;
mod read;
mod recognise;
mod secret;
mod service_principal;
mod text;
mod walk;
mod write;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::ClientId;

pub use document::{Document, NotARegistration, Problem, ProblemKind, Shape};
pub use locate::Unread;
pub use optional_claims::{OptionalClaim, OptionalClaims};
pub use read::{of_graph, permission_grant_of_graph, read, service_principal_of_graph};
pub use service_principal::{PermissionGrant, ServicePrincipal};
pub use write::without_read_only;

/// `signInAudience`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SignInAudience {
    #[default]
    AzureADMyOrg,
    AzureADMultipleOrgs,
    AzureADandPersonalMicrosoftAccount,
    PersonalMicrosoftAccount,
}

impl SignInAudience {
    pub(crate) const ALL: [Self; 4] = [
        Self::AzureADMyOrg,
        Self::AzureADMultipleOrgs,
        Self::AzureADandPersonalMicrosoftAccount,
        Self::PersonalMicrosoftAccount,
    ];

    /// As Graph writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AzureADMyOrg => "AzureADMyOrg",
            Self::AzureADMultipleOrgs => "AzureADMultipleOrgs",
            Self::AzureADandPersonalMicrosoftAccount => "AzureADandPersonalMicrosoftAccount",
            Self::PersonalMicrosoftAccount => "PersonalMicrosoftAccount",
        }
    }

    /// Whether it is for personal Microsoft accounts, alone or among others.
    pub fn has_personal_accounts(self) -> bool {
        matches!(self, Self::AzureADandPersonalMicrosoftAccount | Self::PersonalMicrosoftAccount)
    }
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Registration {
    /// Object ID. Not the client ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_id: Option<ClientId>,
    pub display_name: String,
    pub sign_in_audience: SignInAudience,
    pub identifier_uris: Vec<String>,
    pub api: Api,
    pub web: Web,
    pub spa: RedirectUris,
    pub public_client: RedirectUris,
    /// "Allow public client flows"; null counts as false.
    pub is_fallback_public_client: Option<bool>,
    pub required_resource_access: Vec<RequiredResourceAccess>,
    pub password_credentials: Vec<PasswordCredential>,
    pub key_credentials: Vec<KeyCredential>,
    /// Application permissions and roles of users. Left out where there are none: a PATCH that lists none deletes them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub app_roles: Vec<AppRole>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optional_claims: Option<OptionalClaims>,
    pub tags: Vec<String>,
    /// Everything that is not modelled: kept and shown.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Api {
    /// `None` and 1 mean version 1 tokens.
    pub requested_access_token_version: Option<u8>,
    pub oauth2_permission_scopes: Vec<PermissionScope>,
    pub pre_authorized_applications: Vec<PreAuthorizedApplication>,
    pub known_client_applications: Vec<ClientId>,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PermissionScope {
    pub id: Uuid,
    pub value: String,
    /// `User` (admins and users may consent) or `Admin`.
    pub r#type: String,
    pub is_enabled: bool,
    #[serde(default)]
    pub admin_consent_display_name: String,
    #[serde(default)]
    pub admin_consent_description: String,
    #[serde(default)]
    pub user_consent_display_name: Option<String>,
    #[serde(default)]
    pub user_consent_description: Option<String>,
    /// As in all entries of lists that are written back: Graph replaces a list whole, so what is left out is deleted.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PreAuthorizedApplication {
    pub app_id: ClientId,
    /// `permissionIds` in Graph beta and in old exports.
    #[serde(alias = "permissionIds")]
    pub delegated_permission_ids: Vec<Uuid>,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl PreAuthorizedApplication {
    pub fn new(app_id: ClientId, delegated_permission_ids: Vec<Uuid>) -> Self {
        Self { app_id, delegated_permission_ids, other: Map::new() }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Web {
    pub redirect_uris: Vec<String>,
    pub implicit_grant_settings: ImplicitGrantSettings,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ImplicitGrantSettings {
    pub enable_access_token_issuance: bool,
    pub enable_id_token_issuance: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RedirectUris {
    pub redirect_uris: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RequiredResourceAccess {
    pub resource_app_id: ClientId,
    pub resource_access: Vec<ResourceAccess>,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl RequiredResourceAccess {
    pub fn new(resource_app_id: ClientId, resource_access: Vec<ResourceAccess>) -> Self {
        Self { resource_app_id, resource_access, other: Map::new() }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResourceAccess {
    pub id: Uuid,
    /// `Scope` is delegated, `Role` is application.
    pub r#type: String,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

impl ResourceAccess {
    /// `kind`: `Scope` or `Role`.
    pub fn new(id: Uuid, kind: &str) -> Self {
        Self { id, r#type: kind.to_owned(), other: Map::new() }
    }
}

/// Metadata of a client secret. The value (`secretText`) is not part of this type: Graph answers it once, and from
/// there it goes into the vault. Nor is anything unknown: this list is never written, and a secret could be in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PasswordCredential {
    pub key_id: Uuid,
    #[serde(default)]
    pub display_name: Option<String>,
    /// The first three characters of the value.
    #[serde(default)]
    pub hint: Option<String>,
    #[serde(default)]
    pub start_date_time: Option<Timestamp>,
    #[serde(default)]
    pub end_date_time: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AppRole {
    pub id: Uuid,
    #[serde(default)]
    pub display_name: String,
    /// What stands in a token's `roles`.
    #[serde(default)]
    pub value: Option<String>,
    /// `Application`, `User`, or both.
    #[serde(default)]
    pub allowed_member_types: Vec<String>,
    #[serde(default)]
    pub is_enabled: bool,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A certificate with which the app signs client assertions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyCredential {
    pub key_id: Uuid,
    #[serde(default)]
    pub display_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_date_time: Option<Timestamp>,
    #[serde(default)]
    pub end_date_time: Option<Timestamp>,
    /// The certificate, DER in base64. Graph answers it only to a request for one application that selects it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}
