//! Who and what is there at the start. People and companies are the field's own fictions.

mod person;
mod policy;

use sso_core::plan::{AccountTypes, Drawn, Facts, Plan};
use sso_core::registration::Registration;
use sso_core::{ClientId, Cloud, GraphPermission, HostPort, TenantId};
use uuid::{Uuid, uuid};

pub use person::{Account, Person};
pub use policy::{AccessControl, ConditionalAccessPolicy};

/// The state before anything has happened.
#[derive(Debug, Clone)]
pub struct Seed {
    /// The first one is home to what is registered without naming a tenant.
    pub tenants: Vec<SeedTenant>,
    pub applications: Vec<SeedApplication>,
    /// Of `applications`, the one that is ready for use: at the start it gets a secret and admin consent.
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

#[derive(Debug, Clone)]
pub struct SeedApplication {
    /// The tenant in which it is registered.
    pub home: TenantId,
    pub registration: Registration,
}

/// Constant, so that what a developer wrote into settings once stays right from run to run.
const CONTOSO: TenantId = TenantId::from_uuid(uuid!("c0a7050c-0000-4000-8000-000000000001"));
const FABRIKAM: TenantId = TenantId::from_uuid(uuid!("fab21ca0-0000-4000-8000-000000000001"));
const ADD_IN: ClientId = ClientId::from_uuid(uuid!("add10000-0000-4000-8000-000000000001"));
const ADD_IN_OBJECT: Uuid = uuid!("add10000-0000-4000-8000-000000000002");
const ADD_IN_SCOPE: Uuid = uuid!("add10000-0000-4000-8000-000000000003");

impl Seed {
    /// Contoso, Fabrikam and the personal accounts with their people, and no registration.
    pub fn contoso() -> Self {
        let (fabrikam, personal) = (fabrikam(), personal_accounts());
        let tenants = vec![contoso(&fabrikam, &personal), fabrikam, personal];
        Self { tenants, applications: Vec::new(), add_in: None }
    }

    /// The same, and in Contoso a healthy add-in whose pages are served at `host`.
    pub fn contoso_with_add_in(host: HostPort) -> Self {
        let add_in = SeedApplication { home: CONTOSO, registration: Self::add_in_registration(&host) };
        Self { applications: vec![add_in], add_in: Some(ADD_IN), ..Self::contoso() }
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
            cloud: Cloud::Practice,
        };
        let plan = Plan::new(facts, Drawn { scope_id: ADD_IN_SCOPE });
        Registration { id: Some(ADD_IN_OBJECT), ..plan.registration() }
    }
}

fn contoso(fabrikam: &SeedTenant, personal: &SeedTenant) -> SeedTenant {
    let domain = "contoso.onmicrosoft.com";
    let member = |id: Uuid, name: &str, local: &str| Person::member(id, name, &format!("{local}@{domain}"));
    let guest =
        |id: Uuid, from: &SeedTenant| from.people.first().map(|at_home| Person::guest(id, domain, at_home, from.id));
    let mut people = vec![
        member(uuid!("0e000000-0000-4000-8000-000000000001"), "Adele Vance", "AdeleV"),
        member(uuid!("0e000000-0000-4000-8000-000000000002"), "Alex Wilber", "AlexW"),
        Person { is_admin: true, ..member(uuid!("0e000000-0000-4000-8000-000000000003"), "Megan Bowen", "MeganB") },
    ];
    people.extend(guest(uuid!("0e000000-0000-4000-8000-000000000004"), fabrikam));
    people.extend(guest(uuid!("0e000000-0000-4000-8000-000000000005"), personal));
    SeedTenant {
        id: CONTOSO,
        display_name: "Contoso".to_owned(),
        domains: vec![domain.to_owned()],
        people,
        policies: Vec::new(),
    }
}

fn fabrikam() -> SeedTenant {
    let member = |id: Uuid, name: &str, local: &str| Person::member(id, name, &format!("{local}@fabrikam.com"));
    SeedTenant {
        id: FABRIKAM,
        display_name: "Fabrikam".to_owned(),
        domains: vec!["fabrikam.onmicrosoft.com".to_owned(), "fabrikam.com".to_owned()],
        people: vec![
            member(uuid!("0f000000-0000-4000-8000-000000000001"), "Irvin Sayers", "IrvinS"),
            member(uuid!("0f000000-0000-4000-8000-000000000002"), "Lidia Holloway", "LidiaH"),
            Person {
                is_admin: true,
                ..member(uuid!("0f000000-0000-4000-8000-000000000003"), "Nestor Wilke", "NestorW")
            },
        ],
        policies: Vec::new(),
    }
}

/// Object IDs of personal accounts begin with zeros.
fn personal_accounts() -> SeedTenant {
    SeedTenant {
        id: TenantId::PERSONAL_ACCOUNTS,
        display_name: "Microsoft Accounts".to_owned(),
        domains: Vec::new(),
        people: vec![
            Person::member(uuid!("00000000-0000-0000-0e00-000000000001"), "Diego Siciliani", "DiegoS@outlook.example"),
            Person::member(uuid!("00000000-0000-0000-0e00-000000000002"), "Lynne Robbins", "LynneR@outlook.example"),
        ],
        policies: Vec::new(),
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
