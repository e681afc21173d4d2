//! What `requiredResourceAccess` lists, and which of it is known without asking Microsoft Graph.

use std::borrow::Cow;

use uuid::{Uuid, uuid};

use crate::rules::registration::Subject;
use crate::{ClientId, GRAPH_APP_ID, GraphPermission};

/// Delegated: with the user.
pub(super) const SCOPE: &str = "Scope";
/// Application: without a user.
pub(super) const ROLE: &str = "Role";

/// The retired Azure AD Graph.
pub(super) const AZURE_AD_GRAPH: Uuid = uuid!("00000002-0000-0000-c000-000000000000");

/// One permission of one API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) struct Permission<'a> {
    /// Number of the API in the list, and of the permission in the API's.
    pub at: (usize, usize),
    pub api: ClientId,
    pub id: Uuid,
    /// `Scope` or `Role`.
    pub kind: &'a str,
}

impl Permission<'_> {
    /// `part`: `id` or `type`.
    pub fn property(&self, part: &str) -> String {
        let (api, permission) = self.at;
        format!("requiredResourceAccess[{api}].resourceAccess[{permission}].{part}")
    }

    pub fn is_of_graph(&self) -> bool {
        self.api.uuid() == GRAPH_APP_ID
    }

    /// The delegated permission of Microsoft Graph with this GUID, whatever it is listed as.
    pub fn delegated(&self) -> Option<GraphPermission> {
        GraphPermission::by_id(self.id).filter(|_| self.is_of_graph())
    }

    /// The name of the application permission of Microsoft Graph with this GUID, whatever it is listed as.
    pub fn application(&self) -> Option<&'static str> {
        let known = APPLICATION.into_iter().find(|(_, id)| *id == self.id);
        known.filter(|_| self.is_of_graph()).map(|(name, _)| name)
    }

    /// Its name where it is known, else its GUID.
    pub fn name(&self) -> String {
        let name = self.delegated().map(|permission| permission.name);
        let name = name.or_else(|| self.application().map(Cow::Borrowed));
        name.map_or_else(|| self.id.to_string(), Cow::into_owned)
    }
}

pub(in crate::rules) fn all<'a>(subject: &Subject<'a>) -> Vec<Permission<'a>> {
    let apis = subject.registration.required_resource_access.iter().enumerate();
    let permissions = apis.flat_map(|(index, api)| {
        let listed = api.resource_access.iter().enumerate();
        listed.map(move |(number, access)| Permission {
            at: (index, number),
            api: api.resource_app_id,
            id: access.id,
            kind: &access.r#type,
        })
    });
    permissions.collect()
}

/// Those of Microsoft Graph.
pub(in crate::rules) fn of_graph<'a>(subject: &Subject<'a>) -> Vec<Permission<'a>> {
    let mut permissions = all(subject);
    permissions.retain(Permission::is_of_graph);
    permissions
}

/// Whether Microsoft Graph's list has the permission of this name. One that is listed as the other kind than its GUID says is
/// there: that is another finding.
pub(super) fn lists(subject: &Subject<'_>, name: &str) -> bool {
    of_graph(subject).iter().any(|permission| {
        let delegated = permission.delegated().map(|known| known.name);
        let mistaken = permission.application().filter(|_| permission.kind == SCOPE);
        delegated.or(mistaken.map(Cow::Borrowed)).as_deref() == Some(name)
    })
}

/// Application permissions of Microsoft Graph that have the name of a delegated one, and another GUID: Microsoft Graph's
/// permissions reference, as far as they are taken for one another.
const APPLICATION: [(&str, Uuid); 14] = [
    ("User.Read.All", uuid!("df021288-bdef-4463-88db-98f22de89214")),
    ("Mail.Read", uuid!("810c84a8-4a9e-49e6-bf7d-12d183f40d01")),
    ("Mail.ReadWrite", uuid!("e2a3a72e-5f79-4c64-b1b1-878b674786c9")),
    ("Mail.Send", uuid!("b633e1c5-b582-4048-a93e-9f11b44c7e96")),
    ("Calendars.Read", uuid!("798ee544-9d2d-430c-a058-570e29e34338")),
    ("Calendars.ReadWrite", uuid!("ef54d2bf-783f-4e0f-bca1-3210c0444d99")),
    ("Contacts.Read", uuid!("089fe4d0-434a-44c5-8827-41ba8a0b17f5")),
    ("Files.Read.All", uuid!("01d4889c-1287-42c6-ac1f-5d1e02578ef6")),
    ("Files.ReadWrite.All", uuid!("75359482-378d-4052-8f01-80520e7db3cd")),
    ("Sites.Read.All", uuid!("332a536c-c7ef-4017-ab91-336970924f0d")),
    ("Sites.ReadWrite.All", uuid!("9492366f-7969-46a4-8d15-ed1a20078fff")),
    ("Group.Read.All", uuid!("5b567255-7703-4780-807c-7be8301ae99b")),
    ("Directory.Read.All", uuid!("7ab1d382-f21e-4acd-a863-ba3e13f7da61")),
    ("Application.ReadWrite.All", uuid!("1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9")),
];

#[cfg(test)]
pub(super) mod testing {
    use uuid::Uuid;

    use crate::GraphPermission;
    use crate::registration::{Registration, ResourceAccess};

    /// The GUID of a delegated permission.
    pub fn id(name: &str) -> Uuid {
        GraphPermission::by_name(name).unwrap().id
    }

    /// One more permission of Microsoft Graph.
    pub fn with(id: Uuid, kind: &str) -> impl Fn(&mut Registration) {
        move |registration| {
            let access = ResourceAccess::new(id, kind);
            registration.required_resource_access[0].resource_access.push(access);
        }
    }

    /// Without this one of Microsoft Graph.
    pub fn without(name: &str) -> impl Fn(&mut Registration) {
        move |registration| {
            registration.required_resource_access[0].resource_access.retain(|access| access.id != id(name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_application_permission_has_another_guid_than_the_delegated_one_of_its_name() {
        for (name, id) in APPLICATION {
            assert!(GraphPermission::by_name(name).is_some_and(|delegated| delegated.id != id), "{name}");
            assert_eq!(GraphPermission::by_id(id), None, "{name}");
        }
    }
}
