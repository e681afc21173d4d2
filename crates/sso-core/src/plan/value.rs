use serde::Serialize;

use super::registration::DESKTOP_REDIRECT_URI;
use super::{AccountTypes, Plan};
use crate::{OfficeClient, ScopeName};

/// One value with the place where it is typed and the reason for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedValue {
    pub name: String,
    pub value: String,
    /// Where the portal asks for it, in the portal's words.
    pub portal: String,
    /// Graph's property, or where else it goes.
    pub property: String,
    pub reason: String,
}

impl Plan {
    /// Every value, in the order in which the portal asks for them.
    pub fn values(&self) -> Vec<PlannedValue> {
        let facts = &self.facts;
        let client_id = facts.client_id.map_or_else(|| "<Application (client) ID>".to_owned(), |id| id.to_string());
        let tenant_id = facts.tenant_id.map_or_else(|| "<Directory (tenant) ID>".to_owned(), |id| id.to_string());
        let uri = format!("api://{}/{client_id}", facts.domain);
        let permissions = self.permissions().iter().map(|permission| permission.name).collect::<Vec<_>>().join(" ");
        let needs_admin: Vec<_> = self
            .permissions()
            .iter()
            .filter(|permission| permission.admin_only)
            .map(|permission| permission.name)
            .collect();
        let consent = if needs_admin.is_empty() {
            "On-Behalf-Of shows no page: what is not consented to beforehand ends in AADSTS65001".to_owned()
        } else {
            format!("only an administrator may consent to {}", needs_admin.join(", "))
        };
        let account_types = match facts.account_types {
            AccountTypes::SingleTenant => "Accounts in this organizational directory only",
            AccountTypes::MultiTenant => "Accounts in any organizational directory",
            AccountTypes::MultiTenantAndPersonal => {
                "Accounts in any organizational directory and personal Microsoft accounts"
            }
        };
        let value = |name: &str, value: String, portal: &str, property: &str, reason: &str| PlannedValue {
            name: name.to_owned(),
            value,
            portal: portal.to_owned(),
            property: property.to_owned(),
            reason: reason.to_owned(),
        };
        vec![
            value(
                "Name",
                facts.name.clone(),
                "Register an application",
                "displayName",
                "people see it on the consent page",
            ),
            value(
                "Supported account types",
                account_types.to_owned(),
                "Register an application",
                "signInAudience",
                "decides which authority a sign-in may use",
            ),
            value(
                "Application (client) ID",
                client_id.clone(),
                "Overview",
                "appId",
                "Entra assigns it; it goes to the manifest's Id and to the end of Resource",
            ),
            value(
                "Directory (tenant) ID",
                tenant_id,
                "Overview",
                "tenant",
                "names the authority and the issuer of tokens",
            ),
            value(
                "Redirect URI, single-page application",
                self.fallback_dialog(),
                "Authentication",
                "spa.redirectUris",
                "the page of your fallback dialog, where Office cannot sign in; dialog.html is the documentation's name for it",
            ),
            value(
                "Redirect URI, mobile and desktop",
                DESKTOP_REDIRECT_URI.to_owned(),
                "Authentication",
                "publicClient.redirectUris",
                "for signing in with Hallpass; Entra ignores its port",
            ),
            value(
                "Client secret",
                "<the Value of a new client secret>".to_owned(),
                "Certificates & secrets",
                "passwordCredentials",
                "the server needs it for On-Behalf-Of; copy its Value, not its Secret ID, and keep it out of files",
            ),
            value(
                "API permissions",
                permissions,
                "API permissions, Microsoft Graph, delegated",
                "requiredResourceAccess",
                "profile is what Office itself asks for; the rest is for On-Behalf-Of",
            ),
            value(
                "Consent",
                "Grant admin consent".to_owned(),
                "API permissions, Grant admin consent",
                "oauth2PermissionGrants",
                &consent,
            ),
            value(
                "Access token version",
                "2".to_owned(),
                "Manifest",
                "api.requestedAccessTokenVersion",
                "set it before the Application ID URI: under a stricter tenant policy Entra refuses this form of URI for version 1 tokens",
            ),
            value(
                "Application ID URI",
                uri.clone(),
                "Expose an API",
                "identifierUris",
                "Office compares its host and port with those of the add-in's pages",
            ),
            value(
                "Scope",
                ScopeName::access_as_user().to_string(),
                "Expose an API, Add a scope",
                "api.oauth2PermissionScopes",
                "Office asks for this name only",
            ),
            value(
                "Authorized client application",
                OfficeClient::ALL.id.to_string(),
                "Expose an API, Add a client application",
                "api.preAuthorizedApplications",
                "stands for all Office clients; without it Office answers 13005",
            ),
            value(
                "Manifest Id",
                client_id,
                "the manifest",
                "WebApplicationInfo/Id",
                "the client ID, not the add-in's own Id",
            ),
            value(
                "Manifest Resource",
                uri,
                "the manifest",
                "WebApplicationInfo/Resource",
                "the Application ID URI, letter for letter",
            ),
            value(
                "Manifest Scopes",
                self.manifest_scopes().join(" "),
                "the manifest",
                "WebApplicationInfo/Scopes",
                "what the consent page of a deployed add-in names",
            ),
        ]
    }
}
