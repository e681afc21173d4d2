//! *Grant admin consent*, the portal's button.

use sso_core::{ClientId, TenantId};

use super::Tenant;
use super::app_role::AppRoleAssignment;
use super::consent::Missing;
use super::resource::Resource;

impl Tenant {
    /// Everything that the registration lists, delegated for everybody in a tenant and for the application itself. Nobody
    /// may do that for personal accounts.
    pub fn grant_admin_consent(&mut self, tenant: TenantId, client: ClientId) {
        if tenant == TenantId::PERSONAL_ACCOUNTS
            || !self.application(client).is_some_and(|application| application.may_be_in(tenant))
        {
            return;
        }
        let mut delegated = Missing::default();
        let mut roles = Vec::new();
        for resource in self.listed_resources(tenant, client) {
            let permissions = self.listed_permissions(client, resource);
            delegated.0.extend(permissions.into_iter().map(|permission| (resource, permission)));
            let named = self.listed_roles(client, resource).into_iter();
            roles.extend(named.map(|role| AppRoleAssignment { client, resource, role }));
        }
        let Some(directory) = self.directory_mut(tenant) else { return };
        for (resource, permission) in &delegated.0 {
            directory.grant(client, *resource, None, permission.name.clone());
        }
        roles.into_iter().for_each(|assignment| directory.assign(assignment));
        self.install(tenant, client, &delegated);
    }

    /// The resources under *API permissions* that can be in the tenant.
    fn listed_resources(&self, tenant: TenantId, client: ClientId) -> Vec<Resource> {
        let listed = self.application(client).map(|client| client.registration.required_resource_access.as_slice());
        let listed = listed.unwrap_or_default().iter();
        listed.filter_map(|access| self.resource(Some(tenant), &access.resource_app_id.to_string())).collect()
    }
}
