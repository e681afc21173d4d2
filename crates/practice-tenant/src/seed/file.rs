//! The seed file: what a team keeps beside its code, so that each of them, and CI, has the same practice tenant.
//!
//! TOML. Applications are in Graph's words, or imported from what the portal or Graph exports.
//!
//! ```toml
//! [[tenant]]
//! id = "30270000-0000-4000-8000-000000000001"    # one that is there, such as Contoso's, is extended
//! name = "Northwind"
//! domains = ["northwind.example"]
//! person = [
//!     { user_principal_name = "olivia@northwind.example", name = "Olivia Wilson", admin = true },
//!     { user_principal_name = "omar@northwind.example", name = "Omar Bennett" },
//! ]
//! guest = [{ user_principal_name = "AdeleV@contoso.onmicrosoft.com" }]
//! policy = [{ name = "MFA", users = ["omar@northwind.example"], control = "mfa" }]
//!
//! [[application]]
//! tenant = "northwind.example"                   # without it the first tenant
//! import = "my-add-in.json"                      # or registration = { displayName = …, … } in Graph's words
//! secret = [{ value = "known-to-the-team" }]
//! admin_consent = true
//! ready = true                                   # the one whose settings are handed out
//! ```

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Deserialize;
use sso_core::{ClientId, GRAPH_APP_ID, TenantId};
use toml::Spanned;
use uuid::Uuid;

use super::listed::{ApplicationTable, Listed};
use super::place::{Place, SeedFileError};
use super::{AccessControl, ConditionalAccessPolicy, Person, Seed, SeedTenant};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    tenant: Vec<TenantTable>,
    #[serde(default)]
    application: Vec<Spanned<ApplicationTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TenantTable {
    id: Spanned<TenantId>,
    name: Option<Spanned<String>>,
    #[serde(default)]
    domains: Vec<Spanned<String>>,
    #[serde(default)]
    person: Vec<PersonTable>,
    #[serde(default)]
    guest: Vec<GuestTable>,
    #[serde(default)]
    policy: Vec<PolicyTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonTable {
    user_principal_name: Spanned<String>,
    name: String,
    id: Option<Uuid>,
    mail: Option<Spanned<String>>,
    #[serde(default)]
    admin: bool,
    #[serde(default = "yes")]
    sign_in_enabled: bool,
}

/// Somebody of another tenant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GuestTable {
    user_principal_name: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyTable {
    name: String,
    /// User principal names; none: everybody.
    #[serde(default)]
    users: Vec<Spanned<String>>,
    /// Client IDs; none: Microsoft Graph.
    #[serde(default)]
    resources: Vec<ClientId>,
    control: Spanned<Control>,
    hours: Option<u16>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Control {
    Mfa,
    MfaRegistration,
    ExternalChallenge,
    SignInFrequency,
    CompliantDevice,
    Block,
}

pub(super) fn yes() -> bool {
    true
}

impl Seed {
    /// Adds what a seed file says: tenants with people and policies, or more of them to a tenant that is there;
    /// applications.
    ///
    /// `now` judges whether a secret that is handed out has ended. `read` answers the text of a file that an application
    /// imports, by the path as written there, or a sentence that names the file and says why not.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line and key.
    pub fn extend(
        &mut self,
        file: &str,
        now: Timestamp,
        mut read: impl FnMut(&str) -> Result<String, String>,
    ) -> Result<(), SeedFileError> {
        let place = Place { file };
        let parsed: File = toml::from_str(file)
            .map_err(|error| place.error(error.span().map_or(0, |span| span.start), error.message()))?;
        for table in &parsed.tenant {
            self.add_tenant(table, place)?;
        }
        // Guests and policies name people who may stand further down.
        for table in &parsed.tenant {
            self.add_guests_and_policies(table, place)?;
        }
        let mut listed = Listed::default();
        for table in parsed.application {
            let at = table.span().start;
            self.add_application(table.into_inner(), at, place, now, &mut listed, &mut read)?;
        }
        Ok(())
    }

    fn add_tenant(&mut self, table: &TenantTable, place: Place<'_>) -> Result<(), SeedFileError> {
        let index = self.tenant_of(table, place)?;
        for domain in &table.domains {
            let name = domain.get_ref();
            let is = |known: &&SeedTenant| known.domains.iter().any(|known| known.eq_ignore_ascii_case(name));
            match self.tenants.iter().find(is) {
                Some(known) if known.id == self.tenants[index].id => {}
                Some(known) => {
                    return Err(place.of(domain, format!("{name} is a domain of {} already", known.display_name)));
                }
                None => self.tenants[index].domains.push(name.clone()),
            }
        }
        for person in &table.person {
            let person = self.person_of(person, index, place)?;
            self.tenants[index].people.push(person);
        }
        Ok(())
    }

    /// The place of one that is there, or of a new one.
    fn tenant_of(&mut self, table: &TenantTable, place: Place<'_>) -> Result<usize, SeedFileError> {
        let id = *table.id.get_ref();
        if let Some(index) = self.tenants.iter().position(|tenant| tenant.id == id) {
            let known = &self.tenants[index].display_name;
            return match &table.name {
                Some(name) if name.get_ref() != known => {
                    Err(place.of(name, format!("this tenant is called {known}: leave its name out")))
                }
                _ => Ok(index),
            };
        }
        let name = table.name.as_ref().ok_or_else(|| place.of(&table.id, "a new tenant needs a name, too"))?;
        self.tenants.push(SeedTenant {
            id,
            display_name: name.get_ref().clone(),
            domains: Vec::new(),
            people: Vec::new(),
            policies: Vec::new(),
        });
        Ok(self.tenants.len() - 1)
    }

    fn person_of(&self, table: &PersonTable, tenant: usize, place: Place<'_>) -> Result<Person, SeedFileError> {
        let tenant = &self.tenants[tenant];
        let name = table.user_principal_name.get_ref();
        let domain = name.split_once('@').map(|(_, domain)| domain);
        let domain = domain.ok_or_else(|| place.of(&table.user_principal_name, format!("{name} has no @")))?;
        // A personal account may have any address.
        let is_verified = tenant.id == TenantId::PERSONAL_ACCOUNTS
            || tenant.domains.iter().any(|known| known.eq_ignore_ascii_case(domain));
        if !is_verified {
            let message = format!("{domain} is none of the tenant's domains: {}", tenant.domains.join(", "));
            let message = if tenant.domains.is_empty() {
                format!("the tenant has no domain: write domains = [\"{domain}\"]")
            } else {
                message
            };
            return Err(place.of(&table.user_principal_name, message));
        }
        if self.person_called(name).is_some() {
            return Err(place.of(&table.user_principal_name, format!("somebody is called {name} already")));
        }
        let id = table.id.unwrap_or_else(|| constant_id(name));
        if self.tenants.iter().flat_map(|tenant| &tenant.people).any(|known| known.id == id) {
            return Err(place.of(&table.user_principal_name, "the id is somebody else's"));
        }
        let mut person = Person::member(id, &table.name, name);
        if let Some(mail) = &table.mail {
            if !mail.get_ref().contains('@') {
                return Err(place.of(mail, format!("{} is no address: it has no @", mail.get_ref())));
            }
            person.mail = Some(mail.get_ref().clone());
        }
        person.is_admin = table.admin;
        person.account_enabled = table.sign_in_enabled;
        Ok(person)
    }

    fn add_guests_and_policies(&mut self, table: &TenantTable, place: Place<'_>) -> Result<(), SeedFileError> {
        let id = *table.id.get_ref();
        for guest in &table.guest {
            let name = guest.user_principal_name.get_ref();
            let (home, person) = self
                .person_called(name)
                .filter(|(home, _)| *home != id)
                .ok_or_else(|| place.of(&guest.user_principal_name, "nobody in another tenant is called so"))?;
            let person = person.clone();
            if let Some(tenant) = self.tenants.iter_mut().find(|tenant| tenant.id == id) {
                let domain = tenant.domains.first().cloned().unwrap_or_else(|| id.to_string());
                let guest = Person::guest(constant_id(&format!("{name} in {id}")), &domain, &person, home);
                tenant.people.push(guest);
            }
        }
        for policy in &table.policy {
            let users = self.ids_of(id, &policy.users, place)?;
            let control = policy.control(|message| place.of(&policy.control, message))?;
            if let Some(tenant) = self.tenants.iter_mut().find(|tenant| tenant.id == id) {
                let mut resources: BTreeSet<_> = policy.resources.iter().copied().collect();
                if resources.is_empty() {
                    resources.insert(ClientId::from_uuid(GRAPH_APP_ID));
                }
                tenant.policies.push(ConditionalAccessPolicy {
                    id: constant_id(&policy.name),
                    display_name: policy.name.clone(),
                    users,
                    resources,
                    control,
                });
            }
        }
        Ok(())
    }

    /// Of people of one tenant, guests too.
    pub(super) fn ids_of(
        &self,
        tenant: TenantId,
        names: &[Spanned<String>],
        place: Place<'_>,
    ) -> Result<BTreeSet<Uuid>, SeedFileError> {
        let of_tenant = self.tenants.iter().find(|known| known.id == tenant);
        let people = of_tenant.map(|tenant| tenant.people.as_slice()).unwrap_or_default();
        let id = |name: &Spanned<String>| {
            let known = people.iter().find(|person| person.is_called(name.get_ref()));
            let message = || format!("nobody in this tenant is called {}", name.get_ref());
            known.map(|person| person.id).ok_or_else(|| place.of(name, message()))
        };
        names.iter().map(id).collect()
    }

    /// Who is called so at home.
    fn person_called(&self, name: &str) -> Option<(TenantId, &Person)> {
        let all = self.tenants.iter().flat_map(|tenant| tenant.people.iter().map(move |person| (tenant.id, person)));
        all.into_iter().find(|(_, person)| !person.is_guest() && person.is_called(name))
    }
}

impl PolicyTable {
    fn control(&self, error: impl Fn(&str) -> SeedFileError) -> Result<AccessControl, SeedFileError> {
        Ok(match (self.control.get_ref(), self.hours) {
            (Control::SignInFrequency, Some(0)) => return Err(error("hours is at least 1: nobody is as quick as 0")),
            (Control::SignInFrequency, Some(hours)) => AccessControl::SignInFrequency { hours },
            (Control::SignInFrequency, None) => return Err(error("sign-in-frequency needs hours")),
            (_, Some(_)) => return Err(error("hours goes with sign-in-frequency alone")),
            (Control::Mfa, None) => AccessControl::Mfa,
            (Control::MfaRegistration, None) => AccessControl::MfaRegistration,
            (Control::ExternalChallenge, None) => AccessControl::ExternalChallenge,
            (Control::CompliantDevice, None) => AccessControl::CompliantDevice,
            (Control::Block, None) => AccessControl::Block,
        })
    }
}

/// The same from run to run, so that what a developer wrote down stays right.
pub(super) fn constant_id(name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("practice tenant: {}", name.to_ascii_lowercase()).as_bytes())
}
