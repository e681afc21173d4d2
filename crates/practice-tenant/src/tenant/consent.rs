//! Who consented to which delegated permission: `oauth2PermissionGrants`, and what a request still lacks.

use std::collections::BTreeSet;

use sso_core::{ClientId, TenantId};
use uuid::Uuid;

use super::Tenant;
use super::app_role::AppRoleAssignment;
use super::application::Application;
use super::directory::Directory;
use super::resource::{Permission, Resource};
use super::scope::{ResourceScopes, Scopes};
use crate::Person;
use crate::rules::{Refusal, consent_missing, grant_invalid, resource_not_listed};

/// One entry of `oauth2PermissionGrants`.
#[derive(Debug)]
pub(super) struct PermissionGrant {
    pub client: ClientId,
    pub resource: Resource,
    /// `None`: an administrator granted it for everybody (`AllPrincipals`).
    pub principal: Option<Uuid>,
    pub scopes: BTreeSet<String>,
}

/// What a page must ask for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Missing {
    /// By resource.
    pub delegated: Vec<(Resource, Permission)>,
    /// What APIs want for themselves that name the client under `knownClientApplications`: combined consent.
    pub of_apis: Vec<(ClientId, Resource, Permission)>,
    /// Application permissions: only an administrator is asked for them.
    pub roles: Vec<AppRoleAssignment>,
}

impl Missing {
    pub fn is_empty(&self) -> bool {
        self.delegated.is_empty() && self.of_apis.is_empty() && self.roles.is_empty()
    }

    pub fn admin_only(&self) -> bool {
        !self.roles.is_empty() || self.permissions().any(|permission| permission.admin_only)
    }

    fn permissions(&self) -> impl Iterator<Item = &Permission> {
        let delegated = self.delegated.iter().map(|(_, permission)| permission);
        delegated.chain(self.of_apis.iter().map(|(_, _, permission)| permission))
    }

    /// For the page: what it means where that is known, and its name.
    pub fn shown(&self) -> Vec<(Option<String>, String)> {
        let delegated = self.permissions().map(|permission| (permission.display_name.clone(), permission.name.clone()));
        delegated.chain(self.roles.iter().map(|held| (None, held.role.clone()))).collect()
    }

    /// Each once, in the order of first mention.
    fn add(&mut self, resource: Resource, permission: Permission) {
        let is_there = |(known, of): &(Resource, Permission)| *known == resource && of.name == permission.name;
        if !self.delegated.iter().any(is_there) {
            self.delegated.push((resource, permission));
        }
    }
}

impl Directory {
    pub fn grant(&mut self, client: ClientId, resource: Resource, principal: Option<Uuid>, scope: String) {
        let same = |grant: &&mut PermissionGrant| {
            grant.client == client && grant.resource == resource && grant.principal == principal
        };
        match self.grants.iter_mut().find(same) {
            Some(grant) => {
                grant.scopes.insert(scope);
            }
            None => self.grants.push(PermissionGrant { client, resource, principal, scopes: BTreeSet::from([scope]) }),
        }
    }

    fn grants_for(&self, client: ClientId, person: Uuid) -> impl Iterator<Item = &PermissionGrant> {
        self.grants
            .iter()
            .filter(move |grant| grant.client == client && grant.principal.is_none_or(|principal| principal == person))
    }
}

impl Tenant {
    /// What was accepted on the consent page. `principal`: by whom for themselves; `None`: for everybody.
    pub(super) fn grant_to(&mut self, tenant: TenantId, client: ClientId, principal: Option<Uuid>, accepted: &Missing) {
        if let Some(directory) = self.directory_mut(tenant) {
            for (resource, permission) in &accepted.delegated {
                directory.grant(client, *resource, principal, permission.name.clone());
            }
            for (api, resource, permission) in &accepted.of_apis {
                directory.grant(*api, *resource, principal, permission.name.clone());
            }
            // Nobody has them for themselves alone.
            if principal.is_none() {
                accepted.roles.iter().for_each(|assignment| directory.assign(assignment.clone()));
            }
        }
        self.install(tenant, client, accepted);
    }

    /// Consent makes the client known in the tenant, and those of its APIs that name it under
    /// `knownClientApplications`.
    pub(super) fn install(&mut self, tenant: TenantId, client: ClientId, accepted: &Missing) {
        self.add_service_principal(tenant, client);
        for (resource, _) in &accepted.delegated {
            if let Resource::Api(api) = *resource
                && self.is_known_client(api, client)
            {
                self.add_service_principal(tenant, api);
            }
        }
    }

    /// Names of Microsoft Graph's permissions that the person consented to, or an administrator for everybody. `None`: there is
    /// no such tenant, client in it, or person.
    pub fn consented_to(&self, tenant: TenantId, client: ClientId, person: Uuid) -> Option<BTreeSet<String>> {
        self.service_principal(tenant, client)?;
        let directory = self.directory(tenant).ok()?;
        directory.person(person)?;
        Some(self.allowed(directory, client, Resource::Graph, person))
    }

    /// What the client may have of the resource on behalf of the person: granted, or pre-authorized by the API.
    pub(super) fn allowed(
        &self,
        directory: &Directory,
        client: ClientId,
        resource: Resource,
        person: Uuid,
    ) -> BTreeSet<String> {
        let granted = directory
            .grants_for(client, person)
            .filter(|grant| grant.resource == resource)
            .flat_map(|grant| grant.scopes.iter().cloned());
        let pre_authorized = match resource {
            Resource::Graph => Vec::new(),
            Resource::Api(api) => self.pre_authorized_scopes(api, client),
        };
        granted.chain(pre_authorized).collect()
    }

    /// What the request asks for and nobody has granted yet.
    ///
    /// OpenID Connect's own scopes are asked for only with the first consent of a client: Entra lets a client have
    /// them that has anything. `again`: as if nothing were granted (`prompt=consent`); with `.default` that is all that
    /// the registration lists, as the page on scopes says (scopes-oidc, examples 2 and 3).
    pub(super) fn missing(
        &self,
        directory: &Directory,
        application: &Application,
        person: &Person,
        scopes: &Scopes,
        again: bool,
    ) -> Result<Missing, Refusal> {
        let client = application.client_id;
        let mut missing = Missing::default();
        let mut knows_the_client = directory.grants_for(client, person.id).next().is_some();
        for of in &scopes.resources {
            let allowed = self.allowed(directory, client, of.resource, person.id);
            knows_the_client |= !allowed.is_empty();
            for (resource, permission) in self.wanted(directory, application, of, &allowed, again)? {
                if again || !self.allowed(directory, client, resource, person.id).contains(&permission.name) {
                    missing.add(resource, permission);
                }
            }
        }
        if again || !knows_the_client {
            let own = scopes.openid_connect.iter().filter_map(|name| self.permission(Resource::Graph, name));
            let others = std::mem::take(&mut missing.delegated);
            own.for_each(|permission| missing.add(Resource::Graph, permission));
            others.into_iter().for_each(|(resource, permission)| missing.add(resource, permission));
        }
        if !missing.is_empty() {
            missing.of_apis = self.wanted_by_apis(directory, client, person, scopes, again);
        }
        Ok(missing)
    }

    /// Combined consent: who is asked for `.default` of an API that knows the client is asked for what the API lists,
    /// too, so that its on-behalf-of needs no page.
    fn wanted_by_apis(
        &self,
        directory: &Directory,
        client: ClientId,
        person: &Person,
        scopes: &Scopes,
        again: bool,
    ) -> Vec<(ClientId, Resource, Permission)> {
        let apis = scopes.resources.iter().filter(|of| of.is_default).filter_map(|of| match of.resource {
            Resource::Api(api) => (api != client && self.is_known_client(api, client)).then_some(api),
            Resource::Graph => None,
        });
        let mut wanted = Vec::new();
        for api in apis {
            for (resource, permission) in self.listed_everywhere(directory, api) {
                if again || !self.allowed(directory, api, resource, person.id).contains(&permission.name) {
                    wanted.push((api, resource, permission));
                }
            }
        }
        wanted
    }

    /// Everything under *API permissions* of resources that can be used in this tenant.
    fn listed_everywhere(&self, directory: &Directory, client: ClientId) -> Vec<(Resource, Permission)> {
        let is_usable = |resource: &Resource| match resource {
            Resource::Graph => true,
            Resource::Api(api) => directory.service_principals.contains_key(api) || self.is_known_client(*api, client),
        };
        let resources = self.listed_resources(Some(directory.id), client).into_iter().filter(is_usable);
        let listed = |resource| self.listed_permissions(client, resource).into_iter().map(move |of| (resource, of));
        resources.flat_map(listed).collect()
    }

    fn wanted(
        &self,
        directory: &Directory,
        application: &Application,
        of: &ResourceScopes,
        allowed: &BTreeSet<String>,
        again: bool,
    ) -> Result<Vec<(Resource, Permission)>, Refusal> {
        let here = |permission| (of.resource, permission);
        if !of.is_default {
            let named = of.named.iter().filter_map(|scope| self.permission(of.resource, &scope.name));
            return Ok(named.map(here).collect());
        }
        if !allowed.is_empty() && !again {
            return Ok(allowed.iter().filter_map(|name| self.permission(of.resource, name)).map(here).collect());
        }
        let listed = self.listed_permissions(application.client_id, of.resource);
        if listed.is_empty() && allowed.is_empty() {
            let resources: Vec<_> =
                application.registration.required_resource_access.iter().map(|access| access.resource_app_id).collect();
            return Err(resource_not_listed::refusal(
                application.client_id,
                application.name(),
                &of.identifier,
                &resources,
            ));
        }
        let mut wanted: Vec<_> = listed.into_iter().map(here).collect();
        wanted.extend(self.listed_everywhere(directory, application.client_id));
        Ok(wanted)
    }

    /// For endpoints that show no page: everything must have been granted before.
    pub(super) fn require_consent(
        &self,
        directory: &Directory,
        application: &Application,
        person: &Person,
        scopes: &Scopes,
    ) -> Result<(), Refusal> {
        if self.missing(directory, application, person, scopes, false)?.is_empty() {
            return Ok(());
        }
        if directory.is_personal() {
            return Err(grant_invalid::scopes_unauthorized());
        }
        Err(consent_missing::refusal(application.client_id, application.name(), consent_missing::Asked::ForToken))
    }
}
