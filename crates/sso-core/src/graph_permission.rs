mod text;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use uuid::{Uuid, uuid};

/// A delegated permission of Microsoft Graph: one that is known offline, or one that somebody gave with its GUID.
///
/// As text it is its name, and `NAME=GUID` where it is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct GraphPermission {
    pub name: Cow<'static, str>,
    pub id: Uuid,
    /// Only an administrator may consent. Of one that is [not known](Self::is_known) nobody here can say: false.
    pub admin_only: bool,
}

/// Client ID of Microsoft Graph itself, the `resourceAppId` of its permissions.
pub const GRAPH_APP_ID: Uuid = uuid!("00000003-0000-0000-c000-000000000000");

impl GraphPermission {
    /// By its short name, ignoring case as Entra does.
    pub fn by_name(name: &str) -> Option<Self> {
        KNOWN.into_iter().find(|known| known.name.eq_ignore_ascii_case(name))
    }

    pub fn by_id(id: Uuid) -> Option<Self> {
        KNOWN.into_iter().find(|known| known.id == id)
    }

    /// Whether it is one of those that are known offline.
    pub fn is_known(&self) -> bool {
        Self::by_id(self.id).is_some()
    }

    /// All that are known offline.
    pub fn known() -> impl IntoIterator<Item = Self> {
        KNOWN
    }

    /// OpenID Connect's own scopes go with any resource.
    pub fn is_openid_connect(&self) -> bool {
        matches!(&*self.name, "openid" | "profile" | "email" | "offline_access")
    }
}

const fn permission(name: &'static str, id: Uuid, admin_only: bool) -> GraphPermission {
    GraphPermission { name: Cow::Borrowed(name), id, admin_only }
}

/// Microsoft Graph permissions reference, as far as add-ins ask for them.
const KNOWN: [GraphPermission; 41] = [
    permission("openid", uuid!("37f7f235-527c-4136-accd-4a02d197296e"), false),
    permission("profile", uuid!("14dad69e-099b-42c9-810b-d002981feec1"), false),
    permission("email", uuid!("64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0"), false),
    permission("offline_access", uuid!("7427e0e9-2fba-42fe-b0c0-848c9e6a8182"), false),
    permission("User.Read", uuid!("e1fe6dd8-ba31-4d61-89e7-88639da4683d"), false),
    permission("User.ReadWrite", uuid!("b4e74841-8e56-480b-be8b-910348b18b4c"), false),
    permission("User.ReadBasic.All", uuid!("b340eb25-3456-403f-be2f-af7a0d370277"), false),
    permission("User.Read.All", uuid!("a154be20-db9c-4678-8ab7-66f6cc099a59"), true),
    permission("Mail.Read", uuid!("570282fd-fa5c-430d-a7fd-fc8dc98a9dca"), false),
    permission("Mail.ReadBasic", uuid!("a4b8392a-d8d1-4954-a029-8e668a39a170"), false),
    permission("Mail.ReadWrite", uuid!("024d486e-b451-40bb-833d-3e66d98c5c73"), false),
    permission("Mail.Send", uuid!("e383f46e-2787-4529-855e-0e479a3ffac0"), false),
    permission("Mail.Read.Shared", uuid!("7b9103a5-4610-446b-9670-80643382c1fa"), false),
    permission("Mail.ReadWrite.Shared", uuid!("5df07973-7d5d-46ed-9847-1271055cbd51"), false),
    permission("MailboxSettings.Read", uuid!("87f447af-9fa4-4c32-9dfa-4a57a73d18ce"), false),
    permission("MailboxSettings.ReadWrite", uuid!("818c620a-27a9-40bd-a6a5-d96f7d610b4b"), false),
    permission("Calendars.Read", uuid!("465a38f9-76ea-45b9-9f34-9e8b0d4b0b42"), false),
    permission("Calendars.ReadWrite", uuid!("1ec239c2-d7c9-4623-a91a-a9775856bb36"), false),
    permission("Contacts.Read", uuid!("ff74d97f-43af-4b68-9f2a-b77ee6968c5d"), false),
    permission("Contacts.ReadWrite", uuid!("d56682ec-c09e-4743-aaf4-1a3aac4caa21"), false),
    permission("Files.Read", uuid!("10465720-29dd-4523-a11a-6a75c743c9d9"), false),
    permission("Files.ReadWrite", uuid!("5c28f0bf-8a70-41f1-8ab2-9032436ddb65"), false),
    permission("Files.Read.All", uuid!("df85f4d6-205c-4ac5-a5ea-6bf408dba283"), false),
    permission("Files.ReadWrite.All", uuid!("863451e7-0667-486c-a5d6-d135439485f0"), false),
    permission("Sites.Read.All", uuid!("205e70e5-aba6-4c52-a976-6d2d46c48043"), false),
    permission("Sites.ReadWrite.All", uuid!("89fe6a52-be36-487e-b7d8-d061c450a026"), false),
    permission("Notes.Read", uuid!("371361e4-b9e2-4a3f-8315-2a301a3b0a3d"), false),
    permission("Notes.ReadWrite", uuid!("615e26af-c38a-4150-ae3e-c3b0d4cb1d6a"), false),
    permission("Tasks.Read", uuid!("f45671fb-e0fe-4b4b-be20-3d3ce43f1bcb"), false),
    permission("Tasks.ReadWrite", uuid!("2219042f-cab5-40cc-b0d2-16b1540b4c5f"), false),
    permission("People.Read", uuid!("ba47897c-39ec-4d83-8086-ee8256fa737d"), false),
    permission("Presence.Read", uuid!("76bc735e-aecd-4a1d-8b4c-2b915deabb79"), false),
    permission("Chat.Read", uuid!("f501c180-9344-439a-bca0-6cbf209fd270"), false),
    permission("OnlineMeetings.ReadWrite", uuid!("a65f2972-a4f8-4f5e-afd7-69ccb046d5dc"), false),
    permission("Group.Read.All", uuid!("5f8c59db-677d-491f-a6b8-5f174b11ec1d"), true),
    permission("Directory.Read.All", uuid!("06da0dbc-49e2-44d2-8312-53f166ab848a"), true),
    permission("Directory.AccessAsUser.All", uuid!("0e263e50-5827-48a4-b97c-d940288653c7"), true),
    permission("Application.Read.All", uuid!("c79f8feb-a9db-4090-85f9-90d820caa0eb"), true),
    permission("Application.ReadWrite.All", uuid!("bdfbf15f-ee85-4955-8675-146e8e5296b5"), true),
    permission("DelegatedPermissionGrant.ReadWrite.All", uuid!("41ce6ca6-6826-4807-84f1-1c82854f7ee5"), true),
    permission("DelegatedPermissionGrant.Read.All", uuid!("a197cdc4-a8e8-4d49-9d35-4ca7c83887b4"), true),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn both_ways() {
        for known in KNOWN {
            assert_eq!(GraphPermission::by_name(&known.name.to_uppercase()).as_ref(), Some(&known));
            assert_eq!(GraphPermission::by_id(known.id), Some(known));
        }
        let names: BTreeSet<_> = KNOWN.iter().map(|known| known.name.clone()).collect();
        assert_eq!(names.len(), KNOWN.len());
    }
}
