//! One tenant among those that run here: who is in it, which applications may be used there, and what was consented.

use std::collections::{BTreeMap, BTreeSet};

use sso_core::{ClientId, TenantId};
use uuid::Uuid;

use super::app_role::AppRoleAssignment;
use super::consent::PermissionGrant;
use crate::rules::{Refusal, tenant_not_found};
use crate::{Account, ConditionalAccessPolicy, Person, SeedTenant};

/// The enterprise application: what an administrator sets for one tenant, in Graph's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicePrincipal {
    /// Object ID; not that of the application.
    pub id: Uuid,
    pub app_id: ClientId,
    /// "Enabled for users to sign-in".
    pub account_enabled: bool,
    /// "Assignment required".
    pub app_role_assignment_required: bool,
    /// Object IDs of the users that are assigned.
    pub assigned_to: BTreeSet<Uuid>,
}

/// A directory is Entra's other word for a tenant.
pub(super) struct Directory {
    pub id: TenantId,
    pub name: String,
    pub domains: Vec<String>,
    pub people: Vec<Person>,
    pub service_principals: BTreeMap<ClientId, ServicePrincipal>,
    pub grants: Vec<PermissionGrant>,
    pub app_role_assignments: Vec<AppRoleAssignment>,
    pub policies: Vec<ConditionalAccessPolicy>,
}

impl Directory {
    pub fn new(seed: SeedTenant) -> Self {
        Self {
            id: seed.id,
            name: seed.display_name,
            domains: seed.domains,
            people: seed.people,
            service_principals: BTreeMap::new(),
            grants: Vec::new(),
            app_role_assignments: Vec::new(),
            policies: seed.policies,
        }
    }

    /// That of all personal Microsoft accounts: it has no administrator.
    pub fn is_personal(&self) -> bool {
        self.id == TenantId::PERSONAL_ACCOUNTS
    }

    pub fn has_domain(&self, domain: &str) -> bool {
        self.domains.iter().any(|known| known.eq_ignore_ascii_case(domain))
    }

    pub fn person(&self, id: Uuid) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The account by which somebody in here signs in.
    pub fn account(&self, person: &Person) -> Account {
        person.home.unwrap_or(Account { tenant_id: self.id, id: person.id })
    }

    /// Takes an application out of the tenant, with what was granted to it and what it grants.
    pub fn uninstall(&mut self, app_id: ClientId) {
        self.service_principals.remove(&app_id);
        self.grants.retain(|grant| grant.client != app_id && grant.resource.app_id() != app_id);
    }

    /// As whom an account is known here, if it is.
    pub fn user(&self, account: Account) -> Option<&Person> {
        self.people.iter().find(|person| self.account(person) == account)
    }
}

impl super::Tenant {
    pub(super) fn directory(&self, id: TenantId) -> Result<&Directory, Refusal> {
        let known = self.directories.iter().find(|directory| directory.id == id);
        known.ok_or_else(|| tenant_not_found::refusal(&id.to_string()))
    }

    pub(super) fn directory_mut(&mut self, id: TenantId) -> Option<&mut Directory> {
        self.directories.iter_mut().find(|directory| directory.id == id)
    }

    /// Each tenant by its name, with who is in it.
    pub fn everybody(&self) -> impl Iterator<Item = (&str, &[Person])> {
        self.directories.iter().map(|directory| (directory.name.as_str(), directory.people.as_slice()))
    }

    /// Replaces the Conditional Access policies of a tenant.
    pub fn set_policies(&mut self, tenant: TenantId, policies: Vec<ConditionalAccessPolicy>) {
        if let Some(directory) = self.directory_mut(tenant) {
            directory.policies = policies;
        }
    }

    /// Replaces the user of the object ID `person.id`, in whichever tenant; false if there is no such one.
    pub fn update_person(&mut self, person: Person) -> bool {
        let known = self.directories.iter_mut().flat_map(|directory| &mut directory.people);
        match known.into_iter().find(|known| known.id == person.id) {
            Some(known) => {
                *known = person;
                true
            }
            None => false,
        }
    }

    /// The enterprise application in one tenant.
    pub fn service_principal(&self, tenant: TenantId, client_id: ClientId) -> Option<&ServicePrincipal> {
        self.directory(tenant).ok()?.service_principals.get(&client_id)
    }

    /// Replaces the service principal of the object ID `principal.id`; false if there is no such one.
    pub fn update_service_principal(&mut self, principal: ServicePrincipal) -> bool {
        let known = self.directories.iter_mut().flat_map(|directory| directory.service_principals.values_mut());
        match known.into_iter().find(|known| known.id == principal.id) {
            Some(known) => {
                *known = principal;
                true
            }
            None => false,
        }
    }

    /// What consent does, and the portal when it registers: makes the application usable in a tenant. Nothing happens
    /// if it is.
    pub fn add_service_principal(&mut self, tenant: TenantId, app_id: ClientId) {
        let id = self.chance.guid();
        let Some(directory) = self.directory_mut(tenant) else { return };
        directory.service_principals.entry(app_id).or_insert(ServicePrincipal {
            id,
            app_id,
            account_enabled: true,
            app_role_assignment_required: false,
            assigned_to: BTreeSet::new(),
        });
    }
}
