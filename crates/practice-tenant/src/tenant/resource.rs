use sso_core::{ClientId, GRAPH_APP_ID, GraphPermission, TenantId};

use super::Tenant;
use super::directory::Directory;
use super::scope::Scopes;
use crate::rules::{Refusal, resource_not_found, resource_not_installed};

/// What an access token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resource {
    Graph,
    /// An application of this tenant that exposes an API.
    Api(ClientId),
}

impl Resource {
    /// `resourceAppId`
    pub fn app_id(self) -> ClientId {
        match self {
            Self::Graph => ClientId::from_uuid(GRAPH_APP_ID),
            Self::Api(client_id) => client_id,
        }
    }
}

/// A delegated permission of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Permission {
    /// As the resource writes it.
    pub name: String,
    /// For the consent page; `None`: the name has to do.
    pub display_name: Option<String>,
    pub admin_only: bool,
}

impl Tenant {
    /// By client ID or App ID URI, or one of Graph's names. Entra ignores case here. `tenant`: in which it must be able
    /// to be; `None`: that depends on an account that is not known yet.
    pub(super) fn resource(&self, tenant: Option<TenantId>, identifier: &str) -> Option<Resource> {
        // A resource whose URI ends with a slash is asked for with two: `https://x.contoso.com//.default`.
        let identifier = identifier.strip_suffix('/').unwrap_or(identifier);
        let is = |name: &str| name.eq_ignore_ascii_case(identifier);
        if is("https://graph.microsoft.com") || is(&self.graph_origin) || is(&GRAPH_APP_ID.to_string()) {
            return Some(Resource::Graph);
        }
        self.applications
            .values()
            .filter(|application| tenant.is_none_or(|tenant| application.may_be_in(tenant)))
            .find(|application| {
                is(&application.client_id.to_string())
                    || application.registration.identifier_uris.iter().any(|uri| is(uri.trim_end_matches('/')))
            })
            .map(|application| Resource::Api(application.client_id))
    }

    /// Whether each API of a request can be used in the tenant of the user: it is there, is the client itself, or comes
    /// with the client's consent.
    pub(super) fn check_resources(
        &self,
        directory: &Directory,
        client: ClientId,
        scopes: &Scopes,
    ) -> Result<(), Refusal> {
        for of in &scopes.resources {
            let Resource::Api(api) = of.resource else { continue };
            let application = self.application(api).filter(|application| application.may_be_in(directory.id));
            let application =
                application.ok_or_else(|| resource_not_found::refusal(&of.identifier, &directory.name))?;
            let is_there = directory.service_principals.contains_key(&api);
            if !is_there && api != client && !self.is_known_client(api, client) {
                return Err(resource_not_installed::refusal(api, application.name(), directory.id));
            }
        }
        Ok(())
    }

    pub(super) fn is_known_client(&self, api: ClientId, client: ClientId) -> bool {
        self.application(api).is_some_and(|api| api.registration.api.known_client_applications.contains(&client))
    }

    /// The enabled permission of this name, in any case.
    pub(super) fn permission(&self, resource: Resource, name: &str) -> Option<Permission> {
        match resource {
            Resource::Graph => GraphPermission::by_name(name).map(of_graph),
            Resource::Api(_) => self.permissions(resource).into_iter().find(|p| p.name.eq_ignore_ascii_case(name)),
        }
    }

    /// What the registration of `client` lists of `resource`; of its own API everything.
    pub(super) fn listed_permissions(&self, client: ClientId, resource: Resource) -> Vec<Permission> {
        if resource == Resource::Api(client) {
            return self.permissions(resource);
        }
        let Some(application) = self.application(client) else { return Vec::new() };
        application
            .registration
            .required_resource_access
            .iter()
            .filter(|access| access.resource_app_id == resource.app_id())
            .flat_map(|access| &access.resource_access)
            .filter(|access| access.r#type == "Scope")
            .filter_map(|access| match resource {
                Resource::Graph => GraphPermission::by_id(access.id).map(of_graph),
                Resource::Api(api) => self.scope_name(api, access.id).and_then(|name| self.permission(resource, &name)),
            })
            .collect()
    }

    /// The enabled scopes of an API; Graph's are not all known, so it has no list.
    fn permissions(&self, resource: Resource) -> Vec<Permission> {
        let Resource::Api(api) = resource else { return Vec::new() };
        let Some(application) = self.application(api) else { return Vec::new() };
        application
            .registration
            .api
            .oauth2_permission_scopes
            .iter()
            .filter(|scope| scope.is_enabled)
            .map(|scope| Permission {
                name: scope.value.clone(),
                display_name: scope
                    .user_consent_display_name
                    .clone()
                    .filter(|name| !name.is_empty())
                    .or_else(|| Some(scope.admin_consent_display_name.clone()).filter(|name| !name.is_empty())),
                admin_only: scope.r#type == "Admin",
            })
            .collect()
    }

    /// The scopes of `api` for which `client` is pre-authorized.
    pub(super) fn pre_authorized_scopes(&self, api: ClientId, client: ClientId) -> Vec<String> {
        let Some(application) = self.application(api) else { return Vec::new() };
        application
            .registration
            .api
            .pre_authorized_applications
            .iter()
            .filter(|authorized| authorized.app_id == client)
            .flat_map(|authorized| &authorized.delegated_permission_ids)
            .filter_map(|id| self.scope_name(api, *id))
            .collect()
    }

    fn scope_name(&self, api: ClientId, id: uuid::Uuid) -> Option<String> {
        let scopes = &self.application(api)?.registration.api.oauth2_permission_scopes;
        scopes.iter().find(|scope| scope.id == id && scope.is_enabled).map(|scope| scope.value.clone())
    }
}

/// With the words that Entra's consent page has for the permissions that nearly every add-in asks for.
fn of_graph(permission: GraphPermission) -> Permission {
    let words = match &*permission.name {
        "openid" => Some("Sign you in"),
        "profile" => Some("View your basic profile"),
        "email" => Some("View your email address"),
        "offline_access" => Some("Maintain access to data you have given it access to"),
        "User.Read" => Some("Sign you in and read your profile"),
        "Mail.Read" => Some("Read your mail"),
        "Mail.ReadWrite" => Some("Read and write access to your mail"),
        "Mail.Send" => Some("Send mail as you"),
        "Calendars.Read" => Some("Read your calendars"),
        "Calendars.ReadWrite" => Some("Have full access to your calendars"),
        "Contacts.Read" => Some("Read your contacts"),
        "Files.Read" => Some("Read your files"),
        "Files.ReadWrite" => Some("Have full access to your files"),
        "Files.Read.All" => Some("Read all files that you have access to"),
        "Sites.Read.All" => Some("Read items in all site collections"),
        _ => None,
    };
    Permission {
        name: permission.name.into_owned(),
        display_name: words.map(str::to_owned),
        admin_only: permission.admin_only,
    }
}
