//! The seed file: what a team keeps beside its code, so that each of them, and CI, has the same practice tenant.
//!
//! TOML. Applications are in Graph's words, or imported from what the portal or Graph exports.
//!
//! ```toml
//! [[tenant]]
//! id = "30270000-0000-4000-8000-000000000001"    # one that is there, such as Contoso's, is extended
//! name = "Northwind"
//! domains = ["northwind.example"]
//! person = [{ user_principal_name = "olivia@northwind.example", name = "Olivia Wilson", admin = true }]
//! guest = [{ user_principal_name = "AdeleV@contoso.onmicrosoft.com" }]
//! policy = [{ name = "MFA", users = ["olivia@northwind.example"], control = "mfa" }]
//!
//! [[application]]
//! tenant = "northwind.example"                   # without it the first tenant
//! import = "my-add-in.json"                      # or registration = { displayName = …, … } in Graph's words
//! secret = [{ value = "known-to-the-team", end = "2027-01-01T00:00:00Z" }]
//! admin_consent = true
//! ready = true                                   # the one whose settings are handed out
//! ```

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Deserialize;
use sso_core::registration::Registration;
use sso_core::token::ClientSecret;
use sso_core::{ClientId, GRAPH_APP_ID, TenantId};
use toml::Spanned;
use uuid::Uuid;

use super::import;
use super::{AccessControl, ConditionalAccessPolicy, Person, Seed, SeedApplication, SeedSecret, SeedTenant};

/// Why a seed file was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {key}: {message}")]
pub struct SeedFileError {
    /// From 1.
    pub line: usize,
    /// The key on that line, as the file writes it.
    pub key: String,
    pub message: String,
}

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
    name: Option<String>,
    #[serde(default)]
    domains: Vec<String>,
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
    mail: Option<String>,
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
    control: Control,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ApplicationTable {
    /// GUID or domain; without it the first tenant.
    tenant: Option<Spanned<String>>,
    /// In Graph's words.
    registration: Option<Spanned<Registration>>,
    /// A file with what the portal or Graph exports.
    import: Option<Spanned<String>>,
    #[serde(default)]
    secret: Vec<SecretTable>,
    #[serde(default)]
    admin_consent: bool,
    #[serde(default = "yes")]
    sign_in_enabled: bool,
    #[serde(default)]
    assignment_required: bool,
    #[serde(default)]
    assigned_to: Vec<Spanned<String>>,
    /// The one that is ready for use, and that `hallpass practice env` tells of.
    #[serde(default)]
    ready: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SecretTable {
    value: String,
    end: Option<Timestamp>,
}

fn yes() -> bool {
    true
}

impl Seed {
    /// Adds what a seed file says: tenants with people and policies, or more of them to a tenant that is there;
    /// applications, which take the place of those of the same client ID.
    ///
    /// `read` answers the text of a file that an application imports, by the path as written there, or why not.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line and key.
    pub fn extend(
        &mut self,
        file: &str,
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
        for table in parsed.application {
            let at = table.span().start;
            self.add_application(table.into_inner(), at, place, &mut read)?;
        }
        Ok(())
    }

    fn add_tenant(&mut self, table: &TenantTable, place: Place<'_>) -> Result<(), SeedFileError> {
        let id = *table.id.get_ref();
        let index = match self.tenants.iter().position(|tenant| tenant.id == id) {
            Some(index) => index,
            None => {
                let name = table.name.clone();
                let display_name = name.ok_or_else(|| place.of(&table.id, "a new tenant needs a name, too"))?;
                self.tenants.push(SeedTenant {
                    id,
                    display_name,
                    domains: Vec::new(),
                    people: Vec::new(),
                    policies: Vec::new(),
                });
                self.tenants.len() - 1
            }
        };
        for person in &table.person {
            let name = person.user_principal_name.get_ref();
            if self.person_called(name).is_some() {
                return Err(place.of(&person.user_principal_name, "somebody is called so already"));
            }
            let id = person.id.unwrap_or_else(|| constant_id(name));
            let taken = self.tenants.iter().flat_map(|tenant| &tenant.people).any(|known| known.id == id);
            if taken {
                return Err(place.of(&person.user_principal_name, "the id is somebody else's"));
            }
            let mut added = Person::member(id, &person.name, name);
            added.mail = person.mail.clone().or(added.mail);
            added.is_admin = person.admin;
            added.account_enabled = person.sign_in_enabled;
            self.tenants[index].people.push(added);
        }
        let tenant = &mut self.tenants[index];
        tenant.domains.extend(table.domains.iter().cloned());
        Ok(())
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
            let control = policy.control(|message| place.of(&table.id, message))?;
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

    fn add_application(
        &mut self,
        table: ApplicationTable,
        at: usize,
        place: Place<'_>,
        read: &mut impl FnMut(&str) -> Result<String, String>,
    ) -> Result<(), SeedFileError> {
        let home = match &table.tenant {
            None => self.tenants.first().map(|tenant| tenant.id),
            Some(named) => {
                let name = named.get_ref();
                let is = |tenant: &&SeedTenant| {
                    tenant.id.to_string() == *name || tenant.domains.iter().any(|d| d.eq_ignore_ascii_case(name))
                };
                let known = self.tenants.iter().find(is).map(|tenant| tenant.id);
                Some(known.ok_or_else(|| place.of(named, format!("there is no tenant {name}")))?)
            }
        };
        let home = home.ok_or_else(|| place.error(at, "there is no tenant for the application"))?;
        let registration = match (table.registration, table.import) {
            (Some(registration), None) => {
                let misspelt = misspelt(registration.get_ref());
                if let Some((wrong, right)) = misspelt {
                    return Err(place.of(&registration, format!("{wrong} is written {right}")));
                }
                registration.into_inner()
            }
            (None, Some(path)) => {
                let name = path.get_ref();
                let text = read(name).map_err(|why| place.of(&path, format!("{name} could not be read: {why}")))?;
                import::registration(&text).map_err(|why| place.of(&path, format!("{name}: {why}")))?
            }
            (None, None) => return Err(place.error(at, "it needs registration or import")),
            (Some(one), Some(_)) => return Err(place.of(&one, "either registration or import, not both")),
        };
        let assigned_to = self.ids_of(home, &table.assigned_to, place)?;
        let mut registration = registration;
        let client_id =
            *registration.app_id.get_or_insert_with(|| ClientId::from_uuid(constant_id(&registration.display_name)));
        let secrets = table.secret.into_iter();
        let secrets = secrets.map(|secret| SeedSecret { value: ClientSecret::new(secret.value), end: secret.end });
        self.applications.retain(|known| known.registration.app_id != Some(client_id));
        self.applications.push(SeedApplication {
            home,
            registration,
            secrets: secrets.collect(),
            admin_consent: table.admin_consent,
            sign_in_enabled: table.sign_in_enabled,
            assignment_required: table.assignment_required,
            assigned_to,
        });
        if table.ready {
            self.be_ready(client_id).map_err(|message| place.error(at, message))?;
        }
        Ok(())
    }

    /// What a program is told of it must be there.
    fn be_ready(&mut self, client_id: ClientId) -> Result<(), &'static str> {
        let Some(application) = self.applications.last() else { return Ok(()) };
        let registration = &application.registration;
        if registration.identifier_uris.is_empty() || registration.api.oauth2_permission_scopes.is_empty() {
            return Err("ready needs an Application ID URI and a scope");
        }
        let home = self.tenants.iter().find(|tenant| tenant.id == application.home);
        if home.is_none_or(|tenant| tenant.people.is_empty()) {
            return Err("ready needs somebody in its tenant who can sign in");
        }
        self.add_in = Some(client_id);
        Ok(())
    }

    /// Of people of one tenant, guests too.
    fn ids_of(
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
        Ok(match (&self.control, self.hours) {
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
fn constant_id(name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("practice tenant: {}", name.to_ascii_lowercase()).as_bytes())
}

/// A property that differs from one of Graph's by its capitals alone, and that one: it would be kept and ignored.
fn misspelt(registration: &Registration) -> Option<(String, String)> {
    let known = serde_json::to_value(Registration::default()).unwrap_or_default();
    let known: Vec<_> =
        known.as_object()?.keys().cloned().chain(["appId", "id", "appRoles"].map(str::to_owned)).collect();
    registration.other.keys().find_map(|name| {
        let right = known.iter().find(|known| known.eq_ignore_ascii_case(name))?;
        Some((name.clone(), right.clone()))
    })
}

/// Finds lines in the file.
#[derive(Clone, Copy)]
struct Place<'a> {
    file: &'a str,
}

impl Place<'_> {
    fn of<T>(self, value: &Spanned<T>, message: impl Into<String>) -> SeedFileError {
        self.error(value.span().start, message)
    }

    /// `at`: in bytes.
    fn error(self, at: usize, message: impl Into<String>) -> SeedFileError {
        let before = self.file.get(..at).unwrap_or_default();
        let line = before.matches('\n').count();
        let text = self.file.lines().nth(line).unwrap_or_default().trim();
        let key = text.split('=').next().unwrap_or_default().trim().to_owned();
        SeedFileError { line: line + 1, key, message: message.into() }
    }
}
