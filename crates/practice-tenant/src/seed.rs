//! Who and what is there at the start. People are the field's own fictions.

use sso_core::plan::{AccountTypes, Drawn, Facts, Plan};
use sso_core::registration::Registration;
use sso_core::{ClientId, Cloud, GraphPermission, HostPort, TenantId};
use uuid::{Uuid, uuid};

/// A user of the tenant, in Graph's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// `oid`
    pub id: Uuid,
    pub display_name: String,
    pub user_principal_name: String,
    pub mail: Option<String>,
    pub is_admin: bool,
}

impl Person {
    /// Entra marks an invited user by `#EXT#` in the name.
    pub fn is_guest(&self) -> bool {
        self.user_principal_name.contains("#EXT#")
    }

    /// What a person types to sign in, and what tokens call `preferred_username`: a guest's is the address at home.
    pub fn sign_in_name(&self) -> &str {
        match &self.mail {
            Some(mail) if self.is_guest() => mail,
            _ => &self.user_principal_name,
        }
    }

    /// Given name and surname: what stands before and after the last blank.
    pub(crate) fn names(&self) -> (&str, &str) {
        self.display_name.rsplit_once(' ').unwrap_or((&self.display_name, ""))
    }
}

/// A tenant before it has run.
#[derive(Debug, Clone)]
pub struct Seed {
    pub tenant_id: TenantId,
    pub tenant_name: String,
    /// The verified domain, good as tenant segment of every endpoint.
    pub domain: String,
    pub people: Vec<Person>,
    pub registrations: Vec<Registration>,
    /// Of `registrations`, the one that is ready for use: at the start it gets a secret and admin consent.
    pub add_in: Option<ClientId>,
}

/// Constant, so that what a developer wrote into settings once stays right from run to run.
const TENANT: TenantId = TenantId::from_uuid(uuid!("c0a7050c-0000-4000-8000-000000000001"));
const ADD_IN: ClientId = ClientId::from_uuid(uuid!("add10000-0000-4000-8000-000000000001"));
const ADD_IN_OBJECT: Uuid = uuid!("add10000-0000-4000-8000-000000000002");
const ADD_IN_SCOPE: Uuid = uuid!("add10000-0000-4000-8000-000000000003");

impl Seed {
    /// Contoso with its people and no registration.
    pub fn contoso() -> Self {
        let domain = "contoso.onmicrosoft.com";
        let person = |id: Uuid, name: &str, local: &str, is_admin: bool| {
            let address = format!("{local}@{domain}");
            Person {
                id,
                display_name: name.to_owned(),
                user_principal_name: address.clone(),
                mail: Some(address),
                is_admin,
            }
        };
        Self {
            tenant_id: TENANT,
            tenant_name: "Contoso".to_owned(),
            domain: domain.to_owned(),
            people: vec![
                person(uuid!("0e000000-0000-4000-8000-000000000001"), "Adele Vance", "AdeleV", false),
                person(uuid!("0e000000-0000-4000-8000-000000000002"), "Alex Wilber", "AlexW", false),
                person(uuid!("0e000000-0000-4000-8000-000000000003"), "Megan Bowen", "MeganB", true),
                Person {
                    id: uuid!("0e000000-0000-4000-8000-000000000004"),
                    display_name: "Irvin Sayers".to_owned(),
                    user_principal_name: format!("IrvinS_fabrikam.com#EXT#@{domain}"),
                    mail: Some("IrvinS@fabrikam.com".to_owned()),
                    is_admin: false,
                },
            ],
            registrations: Vec::new(),
            add_in: None,
        }
    }

    /// Contoso, and a healthy add-in whose pages are served at `host`.
    pub fn contoso_with_add_in(host: HostPort) -> Self {
        Self { registrations: vec![add_in(&host)], add_in: Some(ADD_IN), ..Self::contoso() }
    }
}

/// A registration on which nothing is wrong, for an add-in with Office's legacy single sign-on, a fallback dialog, and a
/// desktop tool that signs in.
fn add_in(host: &HostPort) -> Registration {
    let facts = Facts {
        name: "Contoso add-in".to_owned(),
        domain: host.clone(),
        office_hosts: Vec::new(),
        client_id: Some(ADD_IN),
        tenant_id: Some(TENANT),
        account_types: AccountTypes::SingleTenant,
        permissions: GraphPermission::by_name("User.Read").into_iter().collect(),
        cloud: Cloud::Practice,
    };
    let plan = Plan::new(facts, Drawn { scope_id: ADD_IN_SCOPE });
    Registration { id: Some(ADD_IN_OBJECT), ..plan.registration() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contoso_has_an_admin_and_a_guest_who_signs_in_by_the_address_at_home() {
        let seed = Seed::contoso();
        assert_eq!(seed.people.iter().filter(|person| person.is_admin).count(), 1);
        let guests: Vec<_> = seed.people.iter().filter(|person| person.is_guest()).collect();
        assert_eq!(guests.len(), 1);
        assert_eq!(guests[0].sign_in_name(), "IrvinS@fabrikam.com");
        assert_eq!(seed.people[0].sign_in_name(), "AdeleV@contoso.onmicrosoft.com");
    }

    #[test]
    fn the_add_in_is_complete() {
        let seed = Seed::contoso_with_add_in("localhost:3000".parse().unwrap());
        let registration = &seed.registrations[0];
        assert_eq!(registration.app_id, seed.add_in);
        assert_eq!(registration.identifier_uris, [format!("api://localhost:3000/{ADD_IN}")]);
        assert_eq!(registration.spa.redirect_uris, ["https://localhost:3000/dialog.html"]);
        assert_eq!(registration.required_resource_access[0].resource_access.len(), 3);
        let scope = &registration.api.oauth2_permission_scopes[0];
        let pre_authorized = &registration.api.pre_authorized_applications[0];
        assert_eq!(pre_authorized.delegated_permission_ids, [scope.id]);
    }
}
