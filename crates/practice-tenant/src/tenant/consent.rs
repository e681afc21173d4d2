//! Who consented to which delegated permission: `oauth2PermissionGrants`, and what a request still lacks.

use std::collections::BTreeSet;

use sso_core::{ClientId, TenantId};
use uuid::Uuid;

use super::Tenant;
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

/// What a page must ask for, by resource.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Missing(pub Vec<(Resource, Permission)>);

impl Missing {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn admin_only(&self) -> bool {
        self.0.iter().any(|(_, permission)| permission.admin_only)
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
            for (resource, permission) in &accepted.0 {
                directory.grant(client, *resource, principal, permission.name.clone());
            }
        }
        self.install(tenant, client, accepted);
    }

    /// Consent makes the client known in the tenant, and those of its APIs that name it under
    /// `knownClientApplications`.
    pub(super) fn install(&mut self, tenant: TenantId, client: ClientId, accepted: &Missing) {
        self.add_service_principal(tenant, client);
        for (resource, _) in &accepted.0 {
            if let Resource::Api(api) = *resource
                && self.is_known_client(api, client)
            {
                self.add_service_principal(tenant, api);
            }
        }
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
    /// them that has anything. `again`: as if nothing were granted (`prompt=consent`).
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
            let wanted = self.wanted(application, of, &allowed)?;
            let lacking = wanted.into_iter().filter(|permission| again || !allowed.contains(&permission.name));
            missing.0.extend(lacking.map(|permission| (of.resource, permission)));
        }
        if again || !knows_the_client {
            let own = scopes.openid_connect.iter().filter_map(|name| self.permission(Resource::Graph, name));
            missing.0.splice(0..0, own.map(|permission| (Resource::Graph, permission)));
        }
        Ok(missing)
    }

    fn wanted(
        &self,
        application: &Application,
        of: &ResourceScopes,
        allowed: &BTreeSet<String>,
    ) -> Result<Vec<Permission>, Refusal> {
        if !of.is_default {
            return Ok(of.named.iter().filter_map(|scope| self.permission(of.resource, &scope.name)).collect());
        }
        if !allowed.is_empty() {
            return Ok(allowed.iter().filter_map(|name| self.permission(of.resource, name)).collect());
        }
        let listed = self.listed_permissions(application.client_id, of.resource);
        if listed.is_empty() {
            let resources: Vec<_> =
                application.registration.required_resource_access.iter().map(|access| access.resource_app_id).collect();
            return Err(resource_not_listed::refusal(
                application.client_id,
                application.name(),
                &of.identifier,
                &resources,
            ));
        }
        Ok(listed)
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
