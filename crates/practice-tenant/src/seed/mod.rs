//! Who and what is there at the start. People and companies are the field's own fictions.

mod application;
mod file;
mod import;
mod listed;
mod mistakes;
mod person;
mod place;
mod policy;
mod tenants;

use jiff::Timestamp;
use sso_core::plan::{AccountTypes, Auth, Drawn, Facts, Pages, Plan};
use sso_core::registration::Registration;
use sso_core::token::ClientSecret;
use sso_core::{ClientId, Cloud, GraphPermission, HostPort, TenantId};
use uuid::{Uuid, uuid};

pub use application::{SeedApplication, SeedSecret};
pub(crate) use listed::ready_scope;
pub use person::{Account, Person};
pub use place::SeedFileError;
pub use policy::{AccessControl, ConditionalAccessPolicy};

/// The state before anything has happened.
#[derive(Debug, Clone)]
pub struct Seed {
    /// The first one is home to what is registered without naming a tenant.
    pub tenants: Vec<SeedTenant>,
    pub applications: Vec<SeedApplication>,
    /// Of `applications`, the one that is ready for use: it gets a secret at the start, unless it has one that is good.
    pub add_in: Option<ClientId>,
}

/// A tenant of work accounts, or [that of all personal ones](TenantId::PERSONAL_ACCOUNTS).
#[derive(Debug, Clone)]
pub struct SeedTenant {
    pub id: TenantId,
    pub display_name: String,
    /// The verified domains, each good as tenant segment of every endpoint. The first is the initial one.
    pub domains: Vec<String>,
    pub people: Vec<Person>,
    pub policies: Vec<ConditionalAccessPolicy>,
}

/// Constant, so that what a developer wrote into settings once stays right from run to run.
const CONTOSO: TenantId = TenantId::from_uuid(uuid!("c0a7050c-0000-4000-8000-000000000001"));
const ADD_IN: ClientId = ClientId::from_uuid(uuid!("add10000-0000-4000-8000-000000000001"));
const ADD_IN_OBJECT: Uuid = uuid!("add10000-0000-4000-8000-000000000002");
const ADD_IN_SCOPE: Uuid = uuid!("add10000-0000-4000-8000-000000000003");

impl Seed {
    /// Contoso, Fabrikam and the personal accounts with their people, and no registration.
    pub fn contoso() -> Self {
        Self { tenants: tenants::tenants(), applications: Vec::new(), add_in: None }
    }

    /// The same, and in Contoso a healthy add-in whose pages are served at `host`, and one for each typical mistake.
    pub fn contoso_with_add_in(host: HostPort) -> Self {
        let healthy = SeedApplication::new(CONTOSO, Self::add_in_registration(&host));
        let mut applications = vec![SeedApplication { admin_consent: true, ..healthy }];
        applications.extend(mistakes::mistakes(&host));
        Self { applications, add_in: Some(ADD_IN), ..Self::contoso() }
    }

    /// A secret of an application that is good at this time.
    pub(crate) fn secret_of(&self, client_id: ClientId, now: Timestamp) -> Option<ClientSecret> {
        let application = self.applications.iter().find(|known| known.registration.app_id == Some(client_id))?;
        let good = application.secrets.iter().find(|secret| secret.end.is_none_or(|end| now < end));
        good.map(|secret| secret.value.clone())
    }

    /// A registration on which nothing is wrong, for an add-in with Office's legacy single sign-on, a fallback dialog,
    /// and a desktop tool that signs in.
    pub fn add_in_registration(host: &HostPort) -> Registration {
        let facts = Facts {
            name: "Contoso add-in".to_owned(),
            domain: host.clone(),
            office_hosts: Vec::new(),
            client_id: Some(ADD_IN),
            tenant_id: Some(CONTOSO),
            account_types: AccountTypes::SingleTenant,
            permissions: GraphPermission::by_name("User.Read").into_iter().collect(),
            auth: Auth::LegacySso,
            pages: Pages::default(),
            cloud: Cloud::Practice,
        };
        let plan = Plan::new(facts, Drawn { scope_id: ADD_IN_SCOPE });
        Registration { id: Some(ADD_IN_OBJECT), ..plan.registration() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contoso_has_an_admin_and_a_guest_of_each_kind() {
        let seed = Seed::contoso();
        let people = &seed.tenants[0].people;
        assert_eq!(people.iter().filter(|person| person.is_admin).count(), 1);
        assert_eq!(people[0].sign_in_name(), "AdeleV@contoso.onmicrosoft.com");
        let guests: Vec<_> = people.iter().filter_map(|person| Some((person.sign_in_name(), person.home?))).collect();
        assert_eq!(guests.len(), 2);
        for (n, (name, home)) in guests.into_iter().enumerate() {
            let at_home = &seed.tenants[n + 1];
            assert_eq!((home.tenant_id, home.id), (at_home.id, at_home.people[0].id));
            assert_eq!(name, at_home.people[0].user_principal_name);
        }
    }

    #[test]
    fn nobody_is_there_twice() {
        let seed = Seed::contoso();
        let ids: Vec<_> = seed.tenants.iter().flat_map(|tenant| &tenant.people).map(|person| person.id).collect();
        let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len());
    }

    #[test]
    fn the_add_in_is_complete() {
        let seed = Seed::contoso_with_add_in("localhost:3000".parse().unwrap());
        let registration = &seed.applications[0].registration;
        assert_eq!(registration.app_id, seed.add_in);
        assert_eq!(registration.identifier_uris, [format!("api://localhost:3000/{ADD_IN}")]);
        assert_eq!(registration.spa.redirect_uris, ["https://localhost:3000/dialog.html"]);
        assert_eq!(registration.required_resource_access[0].resource_access.len(), 3);
        let scope = &registration.api.oauth2_permission_scopes[0];
        let pre_authorized = &registration.api.pre_authorized_applications[0];
        assert_eq!(pre_authorized.delegated_permission_ids, [scope.id]);
    }
}
