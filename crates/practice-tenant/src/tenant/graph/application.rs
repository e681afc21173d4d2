//! `/applications`: registrations, read and written by programs.
//!
//! Absent: owners. Whoever writes must be an administrator; in Entra, owners and whoever the tenant lets register
//! applications may too. A deleted application is gone at once, without a stay under deleted items.

use serde_json::{Value, json};
use sso_core::ClientId;
use sso_core::registration::Registration;

use super::registration_rule::{self, Change};
use super::{Access, Call, GraphRefusal, GraphReply, Key, Kind, Tenant, Verb, Workload, application_body};
use crate::tenant::application::Application;
use crate::tenant::directory::Directory;

const APPLICATION: Kind = Kind { name: "application", workload: Workload::Directory, by_default: &[] };

const READ: Access = Access {
    workload: Workload::Directory,
    scopes: &["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.AccessAsUser.All"],
    roles: &["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All"],
};

pub(super) const WRITE: Access = Access {
    workload: Workload::Directory,
    scopes: &["Application.ReadWrite.All", "Directory.AccessAsUser.All"],
    roles: &["Application.ReadWrite.All"],
};

/// What one person may create in Entra; here all together.
const MOST_APPLICATIONS: usize = 250;

impl Tenant {
    /// `rest`: behind `/applications`; `key`: its first part as it was written.
    pub(super) fn applications(
        &mut self,
        call: &Call<'_>,
        rest: &[&str],
        key: &str,
    ) -> Result<GraphReply, GraphRefusal> {
        self.work_directory_of(&call.caller)?;
        call.caller.check_directory_call(call.verb, &READ, &WRITE)?;
        if !rest.is_empty() {
            self.meet_application(call, key)?;
        }
        match (rest, call.verb) {
            ([], Verb::Get) => self.list_applications(call),
            ([], Verb::Post) => self.create_application(call),
            ([_], Verb::Get) => self.read_application(call, key),
            ([_], Verb::Patch) => self.update_application(call, key),
            ([_], Verb::Delete) => {
                let client_id = self.application_by_key(call, key)?.client_id;
                self.unregister(client_id);
                Ok(GraphReply::no_content())
            }
            ([] | [_], _) => Err(GraphRefusal::wrong_method()),
            ([_, action @ ("addpassword" | "removepassword")], _) => {
                call.must_be(Verb::Post)?;
                let client_id = self.application_by_key(call, key)?.client_id;
                match *action {
                    "addpassword" => self.add_password_by(call, client_id),
                    _ => self.remove_password_by(call, client_id),
                }
            }
            _ => Err(super::unknown(&format!("applications/{}", rest.join("/")))),
        }
    }

    fn list_applications(&mut self, call: &Call<'_>) -> Result<GraphReply, GraphRefusal> {
        let home = self.directory_of(&call.caller)?.id;
        let ids: Vec<_> = self.applications.values().filter_map(|application| application.registration.id).collect();
        let missing: Vec<_> =
            ids.into_iter().filter(|id| !self.graph_settings.replication.meets(*id)).map(Some).collect();
        let directory = self.directory_of(&call.caller)?;
        let known = self.applications.values().filter(|application| application.home == home);
        let known = known.filter(|application| !missing.contains(&application.registration.id));
        let all = known.map(|application| entity(application, directory, Keys::Hidden)).collect();
        APPLICATION.page(call.place("applications"), all, &call.query)
    }

    fn read_application(&self, call: &Call<'_>, key: &str) -> Result<GraphReply, GraphRefusal> {
        let application = self.application_by_key(call, key)?;
        let selects_keys = call.query.select.iter().flatten().any(|name| name.eq_ignore_ascii_case("keyCredentials"));
        let keys = if selects_keys { Keys::Shown } else { Keys::Hidden };
        let entity = entity(application, self.directory_of(&call.caller)?, keys);
        APPLICATION.entity("applications", &entity, &call.query)
    }

    fn create_application(&mut self, call: &Call<'_>) -> Result<GraphReply, GraphRefusal> {
        let body = call.json()?;
        if body.get("displayName").and_then(Value::as_str).is_none_or(|name| name.trim().is_empty()) {
            let message = "A value is required for property 'displayName' of resource 'Application'.";
            return Err(GraphRefusal::bad_request(message));
        }
        if self.applications.len() >= MOST_APPLICATIONS {
            let message = "The directory object quota limit for the Principal has been exceeded. Please ask your \
                           administrator to increase the quota limit or delete objects to reduce the used quota.";
            return Err(GraphRefusal::new(403, "Directory_QuotaExceeded", message));
        }
        // Drawn before the checks: an App ID URI with it cannot be in this request, because nobody knows it yet.
        let client_id = ClientId::from_uuid(self.chance.guid());
        let empty = Registration { app_id: Some(client_id), ..Registration::default() };
        let mut registration = application_body::merge(&empty, body, || self.chance.guid())?;
        let home = call.caller.tenant;
        self.check_change(call, client_id, None, &registration)?;
        let created = self.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        registration.other.insert("createdDateTime".to_owned(), created.into());
        let kept = self.register(home, registration);
        if let Some(id) = kept.id {
            self.graph_settings.replication.created(id);
        }
        let application = self.application(client_id).ok_or_else(|| GraphRefusal::not_found(&client_id.to_string()))?;
        let entity = entity(application, self.directory_of(&call.caller)?, Keys::Hidden);
        let reply = APPLICATION.entity("applications", &entity, &call.query)?;
        Ok(GraphReply { status: 201, ..reply })
    }

    fn update_application(&mut self, call: &Call<'_>, key: &str) -> Result<GraphReply, GraphRefusal> {
        let application = self.application_by_key(call, key)?;
        let (client_id, home) = (application.client_id, application.home);
        let after = application_body::merge(&application.registration, call.json()?, || self.chance.guid())?;
        self.check_change(call, client_id, Some(&application.registration), &after)?;
        self.register(home, after);
        Ok(GraphReply::no_content())
    }

    fn check_change(
        &self,
        call: &Call<'_>,
        client_id: ClientId,
        before: Option<&Registration>,
        after: &Registration,
    ) -> Result<(), GraphRefusal> {
        let others = self.applications.values().filter(|other| other.client_id != client_id);
        let change = Change {
            directory: self.directory_of(&call.caller)?,
            policy: self.identifier_uri_policy(call.caller.tenant),
            client_id,
            before,
            after,
            others: others.map(|other| (other.home, &other.registration)).collect(),
        };
        registration_rule::check(&change)
    }

    /// Deletes the registration, and in its own tenant the service principal and what was consented. Other tenants keep
    /// theirs, as in Entra, and nobody can sign in to it any more.
    fn unregister(&mut self, client_id: ClientId) {
        let Some(application) = self.applications.remove(&client_id) else { return };
        if let Some(directory) = self.directory_mut(application.home) {
            directory.uninstall(client_id);
        }
    }

    /// Of the tenant that is asked: registrations of other tenants are none of its business.
    pub(super) fn application_by_key(&self, call: &Call<'_>, key: &str) -> Result<&Application, GraphRefusal> {
        let wanted = Key::of(key)?;
        let known = self.applications.values().filter(|application| application.home == call.caller.tenant);
        let found = known.into_iter().find(|application| match wanted {
            Key::Id(id) => application.registration.id == Some(id),
            Key::AppId(app_id) => application.client_id == app_id,
        });
        found.ok_or_else(|| GraphRefusal::not_found(key.trim_start_matches("appId=")))
    }
}

/// Certificates are answered only to a request for one application that selects them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keys {
    Shown,
    Hidden,
}

fn entity(application: &Application, directory: &Directory, keys: Keys) -> Value {
    let mut entity = serde_json::to_value(&application.registration).unwrap_or_default();
    for name in application_body::NAMES {
        if entity.get(name).is_none() {
            entity[name] = Value::Null;
        }
    }
    for list in ["appRoles", "addIns"] {
        if entity[list].is_null() {
            entity[list] = json!([]);
        }
    }
    entity["publisherDomain"] = directory.domains.last().map(String::as_str).into();
    entity["deletedDateTime"] = Value::Null;
    for password in entity["passwordCredentials"].as_array_mut().into_iter().flatten() {
        // Shown once, in the answer to addPassword.
        password["secretText"] = Value::Null;
        password["customKeyIdentifier"] = Value::Null;
    }
    if keys == Keys::Hidden {
        for certificate in entity["keyCredentials"].as_array_mut().into_iter().flatten() {
            certificate["key"] = Value::Null;
        }
    }
    entity
}
