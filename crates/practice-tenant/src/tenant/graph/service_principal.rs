//! `/servicePrincipals`: the enterprise applications of the tenant, Microsoft Graph's own among them.

use serde_json::{Map, Value, json};
use sso_core::registration::Registration;
use sso_core::{ClientId, GRAPH_APP_ID, GraphPermission};
use uuid::Uuid;

use super::application::WRITE;
use super::{Access, Call, GraphRefusal, GraphReply, Key, Kind, Tenant, Verb, Workload};
use crate::ServicePrincipal;
use crate::tenant::directory::Directory;

const SERVICE_PRINCIPAL: Kind = Kind { name: "servicePrincipal", workload: Workload::Directory, by_default: &[] };

const READ: Access = Access {
    workload: Workload::Directory,
    scopes: &["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.AccessAsUser.All"],
    roles: &["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All"],
};

const READ_ONLY: [&str; 6] =
    ["id", "appId", "appDisplayName", "appOwnerOrganizationId", "oauth2PermissionScopes", "signInAudience"];

impl Tenant {
    /// `rest`: behind `/servicePrincipals`; `key`: its first part as it was written.
    pub(super) fn service_principals(
        &mut self,
        call: &Call<'_>,
        rest: &[&str],
        key: &str,
    ) -> Result<GraphReply, GraphRefusal> {
        self.work_directory_of(&call.caller)?;
        call.caller.check_directory_call(call.verb, &READ, &WRITE)?;
        if !rest.is_empty() {
            let directory = self.directory_of(&call.caller)?;
            let app_id = service_principal_by_key(directory, key)?;
            let id = service_principal_id(directory, app_id);
            self.meet(id, key)?;
        }
        match (rest, call.verb) {
            ([], Verb::Get) => self.list_service_principals(call),
            ([], Verb::Post) => self.create_service_principal(call),
            ([_], Verb::Get) => {
                let directory = self.directory_of(&call.caller)?;
                let app_id = service_principal_by_key(directory, key)?;
                SERVICE_PRINCIPAL.entity("servicePrincipals", &self.entity(directory, app_id), &call.query)
            }
            ([_], Verb::Patch) => self.update_service_principal_by(call, key),
            ([_], Verb::Delete) => {
                let app_id = self.own_service_principal(call, key)?.app_id;
                if let Some(directory) = self.directory_mut(call.caller.tenant) {
                    directory.uninstall(app_id);
                }
                Ok(GraphReply::no_content())
            }
            ([] | [_], _) => Err(GraphRefusal::wrong_method()),
            _ => Err(super::unknown(&format!("servicePrincipals/{}", rest.join("/")))),
        }
    }

    fn list_service_principals(&self, call: &Call<'_>) -> Result<GraphReply, GraphRefusal> {
        let directory = self.directory_of(&call.caller)?;
        let installed = directory.service_principals.keys().copied().chain([ClientId::from_uuid(GRAPH_APP_ID)]);
        let all = installed.map(|app_id| self.entity(directory, app_id)).collect();
        SERVICE_PRINCIPAL.page(call.place("servicePrincipals"), all, &call.query)
    }

    fn create_service_principal(&mut self, call: &Call<'_>) -> Result<GraphReply, GraphRefusal> {
        let body = call.json()?;
        check_names(&body, &["accountEnabled", "appId", "appRoleAssignmentRequired"])?;
        let app_id = body.get("appId").and_then(Value::as_str).unwrap_or_default();
        let app_id: ClientId = app_id.parse().map_err(|_| GraphRefusal::invalid_value("appId", "ServicePrincipal"))?;
        let directory = self.directory_of(&call.caller)?;
        if service_principal_id(directory, app_id).is_some() {
            let message = format!(
                "The service principal cannot be created, updated, or restored because the service principal name \
                 {app_id} is already in use."
            );
            return Err(GraphRefusal::new(409, "Request_MultipleObjectsWithSameKeyValue", message)
                .about("ObjectConflict", "servicePrincipalNames"));
        }
        let tenant = directory.id;
        let object_id = self.registration(app_id).and_then(|registration| registration.id);
        let is_known = object_id.is_none_or(|id| self.graph_settings.replication.meets(id));
        if !is_known || !self.application(app_id).is_some_and(|application| application.may_be_in(tenant)) {
            let message =
                format!("The appId '{app_id}' of the service principal does not reference a valid application object.");
            return Err(GraphRefusal::bad_request(message).about("NoBackingApplicationObject", "appId"));
        }
        let (account_enabled, assignment_required) = switches(&body)?;
        self.add_service_principal(tenant, app_id);
        if let Some(principal) = self.service_principal(tenant, app_id).cloned() {
            self.graph_settings.replication.created(principal.id);
            self.update_service_principal(changed(principal, account_enabled, assignment_required));
        }
        let directory = self.directory_of(&call.caller)?;
        let reply = SERVICE_PRINCIPAL.entity("servicePrincipals", &self.entity(directory, app_id), &call.query)?;
        Ok(GraphReply { status: 201, ..reply })
    }

    fn update_service_principal_by(&mut self, call: &Call<'_>, key: &str) -> Result<GraphReply, GraphRefusal> {
        let principal = self.own_service_principal(call, key)?.clone();
        let body = call.json()?;
        check_names(&body, &["accountEnabled", "appRoleAssignmentRequired"])?;
        let (account_enabled, assignment_required) = switches(&body)?;
        self.update_service_principal(changed(principal, account_enabled, assignment_required));
        Ok(GraphReply::no_content())
    }

    /// One that the tenant may change: not Microsoft's.
    fn own_service_principal(&self, call: &Call<'_>, key: &str) -> Result<&ServicePrincipal, GraphRefusal> {
        let directory = self.directory_of(&call.caller)?;
        let app_id = service_principal_by_key(directory, key)?;
        directory.service_principals.get(&app_id).ok_or_else(GraphRefusal::denied)
    }

    fn entity(&self, directory: &Directory, app_id: ClientId) -> Value {
        let principal = directory.service_principals.get(&app_id);
        if app_id.uuid() == GRAPH_APP_ID {
            return graph(directory);
        }
        // None where another tenant deleted its application and left this behind.
        let (none, application) = (Registration::default(), self.application(app_id));
        let registration = application.map_or(&none, |application| &application.registration);
        let names = [app_id.to_string()].into_iter().chain(registration.identifier_uris.iter().cloned());
        let replies = registration.web.redirect_uris.iter();
        let replies = replies.chain(&registration.spa.redirect_uris).chain(&registration.public_client.redirect_uris);
        json!({
            "id": service_principal_id(directory, app_id),
            "accountEnabled": principal.is_some_and(|principal| principal.account_enabled),
            "appDisplayName": registration.display_name,
            "appId": app_id,
            "appOwnerOrganizationId": application.map(|application| application.home),
            "appRoleAssignmentRequired": principal.is_some_and(|one| one.app_role_assignment_required),
            "displayName": registration.display_name,
            "oauth2PermissionScopes": registration.api.oauth2_permission_scopes,
            "replyUrls": replies.collect::<Vec<_>>(),
            "servicePrincipalNames": names.collect::<Vec<_>>(),
            "servicePrincipalType": "Application",
            "signInAudience": registration.sign_in_audience,
            "tags": registration.tags,
        })
    }
}

fn graph(directory: &Directory) -> Value {
    let scope = |permission: GraphPermission| {
        json!({
            "id": permission.id,
            "value": permission.name,
            "type": if permission.admin_only { "Admin" } else { "User" },
            "isEnabled": true,
            "adminConsentDisplayName": permission.name,
        })
    };
    json!({
        "id": service_principal_id(directory, ClientId::from_uuid(GRAPH_APP_ID)),
        "accountEnabled": true,
        "appDisplayName": "Microsoft Graph",
        "appId": GRAPH_APP_ID,
        // The tenant of Microsoft's own services.
        "appOwnerOrganizationId": "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
        "appRoleAssignmentRequired": false,
        "displayName": "Microsoft Graph",
        "oauth2PermissionScopes": GraphPermission::known().into_iter().map(scope).collect::<Vec<_>>(),
        "replyUrls": [],
        "servicePrincipalNames": [GRAPH_APP_ID.to_string(), "https://graph.microsoft.com"],
        "servicePrincipalType": "Application",
        "signInAudience": "AzureADMultipleOrgs",
        "tags": [],
    })
}

/// Object ID of an application in a tenant. Microsoft Graph is in all of them, though nobody installed it.
pub(super) fn service_principal_id(directory: &Directory, app_id: ClientId) -> Option<Uuid> {
    match directory.service_principals.get(&app_id) {
        Some(principal) => Some(principal.id),
        None => (app_id.uuid() == GRAPH_APP_ID).then(|| Uuid::new_v5(&directory.id.uuid(), GRAPH_APP_ID.as_bytes())),
    }
}

/// The client ID behind an object ID.
pub(super) fn service_principal_by_id(directory: &Directory, id: Uuid) -> Option<ClientId> {
    let mut known = directory.service_principals.keys().copied().chain([ClientId::from_uuid(GRAPH_APP_ID)]);
    known.find(|app_id| service_principal_id(directory, *app_id) == Some(id))
}

fn service_principal_by_key(directory: &Directory, key: &str) -> Result<ClientId, GraphRefusal> {
    let found = match Key::of(key)? {
        Key::Id(id) => service_principal_by_id(directory, id),
        Key::AppId(app_id) => service_principal_id(directory, app_id).map(|_| app_id),
    };
    found.ok_or_else(|| GraphRefusal::not_found(key.trim_start_matches("appId=")))
}

fn check_names(body: &Map<String, Value>, known: &[&str]) -> Result<(), GraphRefusal> {
    for name in body.keys().filter(|name| !name.starts_with('@')) {
        if known.contains(&name.as_str()) {
            continue;
        }
        return Err(match READ_ONLY.contains(&name.as_str()) {
            true => GraphRefusal::bad_request(format!("Property '{name}' is read-only and cannot be set.")),
            // Graph has more of them; to take one and forget it would be a lie.
            false => GraphRefusal::not_supported(&format!("the property '{name}' of a service principal")),
        });
    }
    Ok(())
}

/// `accountEnabled` and `appRoleAssignmentRequired`, where they are said.
fn switches(body: &Map<String, Value>) -> Result<(Option<bool>, Option<bool>), GraphRefusal> {
    let switch = |name: &str| match body.get(name) {
        None => Ok(None),
        Some(value) => value.as_bool().map(Some).ok_or_else(|| GraphRefusal::invalid_value(name, "ServicePrincipal")),
    };
    Ok((switch("accountEnabled")?, switch("appRoleAssignmentRequired")?))
}

fn changed(mut principal: ServicePrincipal, enabled: Option<bool>, required: Option<bool>) -> ServicePrincipal {
    principal.account_enabled = enabled.unwrap_or(principal.account_enabled);
    principal.app_role_assignment_required = required.unwrap_or(principal.app_role_assignment_required);
    principal
}
