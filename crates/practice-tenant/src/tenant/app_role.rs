//! Application permissions: what an application may do without a user.

use sso_core::ClientId;
use uuid::{Uuid, uuid};

use super::Tenant;
use super::directory::Directory;
use super::resource::Resource;

/// One entry of `appRoleAssignments`: an application has a role of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AppRoleAssignment {
    pub client: ClientId,
    pub resource: Resource,
    /// What stands in `roles`.
    pub role: String,
}

/// Microsoft Graph permissions reference, as far as servers of add-ins ask for them.
const OF_GRAPH: [(&str, Uuid); 12] = [
    ("User.Read.All", uuid!("df021288-bdef-4463-88db-98f22de89214")),
    ("User.ReadWrite.All", uuid!("741f803b-c850-494e-b5df-cde7c675a1ca")),
    ("Directory.Read.All", uuid!("7ab1d382-f21e-4acd-a863-ba3e13f7da61")),
    ("Group.Read.All", uuid!("5b567255-7703-4780-807c-7be8301ae99b")),
    ("Mail.Read", uuid!("810c84a8-4a9e-49e6-bf7d-12d183f40d01")),
    ("Mail.Send", uuid!("b633e1c5-b582-4048-a93e-9f11b44c7e96")),
    ("Calendars.Read", uuid!("798ee544-9d2d-430c-a058-570e29e34338")),
    ("Files.Read.All", uuid!("01d4889c-1287-42c6-ac1f-5d1e02578ef6")),
    ("Sites.Read.All", uuid!("332a536c-c7ef-4017-ab91-336970924f0d")),
    ("Application.Read.All", uuid!("9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30")),
    ("Application.ReadWrite.All", uuid!("1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9")),
    ("Application.ReadWrite.OwnedBy", uuid!("18a4783c-866b-4cc7-a460-3d5e5662c884")),
];

impl Directory {
    pub fn roles_of(&self, client: ClientId, resource: Resource) -> Vec<String> {
        let assigned = |held: &&AppRoleAssignment| held.client == client && held.resource == resource;
        self.app_role_assignments.iter().filter(assigned).map(|held| held.role.clone()).collect()
    }

    pub fn assign(&mut self, assignment: AppRoleAssignment) {
        if !self.app_role_assignments.contains(&assignment) {
            self.app_role_assignments.push(assignment);
        }
    }
}

impl Tenant {
    /// What the registration of `client` lists of `resource` as application permissions.
    pub(super) fn listed_roles(&self, client: ClientId, resource: Resource) -> Vec<String> {
        let Some(application) = self.application(client) else { return Vec::new() };
        application
            .registration
            .required_resource_access
            .iter()
            .filter(|access| access.resource_app_id == resource.app_id())
            .flat_map(|access| &access.resource_access)
            .filter(|access| access.r#type == "Role")
            .filter_map(|access| self.role(resource, access.id))
            .collect()
    }

    fn role(&self, resource: Resource, id: Uuid) -> Option<String> {
        match resource {
            Resource::Graph => OF_GRAPH.iter().find(|(_, known)| *known == id).map(|(name, _)| (*name).to_owned()),
            Resource::Api(api) => {
                let mut roles = self.application(api)?.registration.app_roles.iter();
                roles.find(|role| role.id == id && role.is_enabled).and_then(|role| role.value.clone())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_permissions_share_a_name_or_an_id() {
        let names: BTreeSet<_> = OF_GRAPH.iter().map(|(name, _)| name).collect();
        let ids: BTreeSet<_> = OF_GRAPH.iter().map(|(_, id)| id).collect();
        assert_eq!((names.len(), ids.len()), (OF_GRAPH.len(), OF_GRAPH.len()));
    }
}
