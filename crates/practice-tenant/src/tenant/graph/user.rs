//! `/me` and `/users`.

use serde_json::{Value, json};
use uuid::Uuid;

use super::caller::Identity;
use super::{Access, Call, GraphRefusal, GraphReply, Kind, Tenant, Workload};
use crate::Person;
use crate::tenant::directory::Directory;

const USER: Kind = Kind {
    name: "user",
    workload: Workload::Directory,
    by_default: &[
        "businessPhones",
        "displayName",
        "givenName",
        "jobTitle",
        "mail",
        "mobilePhone",
        "officeLocation",
        "preferredLanguage",
        "surname",
        "userPrincipalName",
        "id",
    ],
};

/// The scopes that open everybody's profile.
const OF_ALL: [&str; 3] = ["User.ReadBasic.All", "User.Read.All", "Directory.Read.All"];

/// One's own profile.
const OWN: Access = Access {
    workload: Workload::Directory,
    scopes: &["User.Read", "User.ReadWrite", "User.ReadBasic.All", "User.Read.All", "Directory.Read.All"],
    roles: &["User.Read.All", "User.ReadWrite.All", "Directory.Read.All"],
};

const EVERYBODY: Access = Access { workload: Workload::Directory, scopes: &OF_ALL, roles: OWN.roles };

const MEMBERSHIPS: Access = Access {
    workload: Workload::Directory,
    scopes: &["User.Read", "GroupMember.Read.All", "Group.Read.All", "User.Read.All", "Directory.Read.All"],
    roles: &["Directory.Read.All", "Group.Read.All"],
};

const DIRECTORY_OBJECT: Kind = Kind { name: "directoryObject", workload: Workload::Directory, by_default: &[] };

impl Tenant {
    pub(super) fn user_entity(&self, call: &Call<'_>, id: Uuid) -> Result<GraphReply, GraphRefusal> {
        let is_own = call.caller.user().is_ok_and(|caller| caller == id);
        call.caller.check(if is_own { &OWN } else { &EVERYBODY })?;
        let (_, person) = self.person_of(id)?;
        USER.entity("users", &user(person), &call.query)
    }

    pub(super) fn users(&self, call: &Call<'_>) -> Result<GraphReply, GraphRefusal> {
        call.must_be(super::Verb::Get)?;
        call.caller.check(&EVERYBODY)?;
        let people = self.work_directory_of(&call.caller)?.people.iter().map(user).collect();
        USER.page(call.place("users"), people, &call.query)
    }

    /// By object ID or user principal name, in the tenant of the token.
    pub(super) fn user_by_key(&self, call: &Call<'_>, key: &str) -> Result<Uuid, GraphRefusal> {
        let directory = self.directory_of(&call.caller)?;
        let is = |person: &&Person| {
            person.id.to_string().eq_ignore_ascii_case(key) || person.user_principal_name.eq_ignore_ascii_case(key)
        };
        directory.people.iter().find(is).map(|person| person.id).ok_or_else(|| GraphRefusal::not_found(key))
    }

    /// Groups and roles. With `User.Read` alone Graph says that there is a group, and not which.
    pub(super) fn member_of(&self, call: &Call<'_>, id: Uuid) -> Result<GraphReply, GraphRefusal> {
        call.caller.check(&MEMBERSHIPS)?;
        let directory = self.work_directory_of(&call.caller)?;
        let (_, person) = self.person_of(id)?;
        let names = match &call.caller.identity {
            Identity::App { .. } => true,
            Identity::User { .. } => {
                call.caller.has_scope(&["GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"])
            }
        };
        DIRECTORY_OBJECT.page(call.place("directoryObjects"), memberships(directory, person, names), &call.query)
    }
}

fn user(person: &Person) -> Value {
    let (given, family) = person.names();
    json!({
        "businessPhones": [],
        "displayName": person.display_name,
        "givenName": given,
        "jobTitle": null,
        "mail": person.mail,
        "mobilePhone": null,
        "officeLocation": null,
        "preferredLanguage": null,
        "surname": family,
        "userPrincipalName": person.user_principal_name,
        "id": person.id,
        "userType": if person.is_guest() { "Guest" } else { "Member" },
        "accountEnabled": person.account_enabled,
    })
}

fn memberships(directory: &Directory, person: &Person, names: bool) -> Vec<Value> {
    let mut held = Vec::new();
    if !person.is_guest() {
        let name = names.then(|| format!("{} employees", directory.name));
        held.push(json!({
            "@odata.type": "#microsoft.graph.group",
            "id": Uuid::new_v5(&directory.id.uuid(), b"employees"),
            "displayName": name,
            "description": null,
            "mailEnabled": names.then_some(false),
            "securityEnabled": names.then_some(true),
        }));
    }
    if person.is_admin {
        held.push(json!({
            "@odata.type": "#microsoft.graph.directoryRole",
            "id": Uuid::new_v5(&directory.id.uuid(), b"Global Administrator"),
            "displayName": names.then_some("Global Administrator"),
            "description": null,
            // The same in every tenant: Microsoft Entra built-in roles.
            "roleTemplateId": names.then_some("62e90394-69f5-4237-9190-012177145e10"),
        }));
    }
    held
}
