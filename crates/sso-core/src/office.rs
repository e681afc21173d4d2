//! Office's own names and client IDs.

use serde::{Deserialize, Serialize};
use uuid::{Uuid, uuid};

use crate::ClientId;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OfficeHost {
    Word,
    Excel,
    PowerPoint,
    Outlook,
}

impl OfficeHost {
    /// All in which single sign-on works.
    pub const ALL: [Self; 4] = [Self::Word, Self::Excel, Self::PowerPoint, Self::Outlook];

    /// `Host/@Name` of the base manifest, or an item of `requirements.scopes` of the unified one; `None` for a host without
    /// single sign-on (OneNote, Project, Access).
    pub fn of_manifest_name(name: &str) -> Option<Self> {
        match name {
            "Document" | "document" => Some(Self::Word),
            "Workbook" | "workbook" => Some(Self::Excel),
            "Presentation" | "presentation" => Some(Self::PowerPoint),
            "Mailbox" | "mail" => Some(Self::Outlook),
            _ => None,
        }
    }
}

/// A host of add-ins in which `getAccessToken` does not work, whatever the manifest says.
///
/// Source: Microsoft's page on the requirement set IdentityAPI, which names Word, Excel, PowerPoint and Outlook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HostWithoutSso {
    OneNote,
    Project,
    Access,
}

impl HostWithoutSso {
    /// `Host/@Name` of the base manifest; `None` for a host with single sign-on, and for a name that Office does not know.
    pub fn of_manifest_name(name: &str) -> Option<Self> {
        match name {
            "Notebook" => Some(Self::OneNote),
            "Project" => Some(Self::Project),
            "Database" => Some(Self::Access),
            _ => None,
        }
    }
}

impl std::fmt::Display for HostWithoutSso {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::OneNote => "OneNote",
            Self::Project => "Project",
            Self::Access => "Access",
        })
    }
}

impl std::fmt::Display for OfficeHost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Word => "Word",
            Self::Excel => "Excel",
            Self::PowerPoint => "PowerPoint",
            Self::Outlook => "Outlook",
        })
    }
}

/// A client of Microsoft's that asks for the add-in's token, or is found among those that may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficeClient {
    pub name: &'static str,
    pub id: ClientId,
    pub standing: Standing,
}

/// What a client is worth among an add-in's pre-authorized clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Stands for all of Office: with it no other is needed.
    All,
    /// One of Office's own: without it, and without the one for all, Office answers 13005 where this client asks.
    Current,
    /// For Office inside Teams.
    Optional,
    /// Was in the Office documentation until April 2022. Harmless.
    Obsolete,
    /// Not in the Office documentation, usual where a Teams app shares the registration. Harmless.
    OfTeamsApps,
}

const fn client(name: &'static str, id: Uuid, standing: Standing) -> OfficeClient {
    OfficeClient { name, id: ClientId::from_uuid(id), standing }
}

impl OfficeClient {
    /// Stands for all Office endpoints when it is pre-authorized. Not expected as a token's client (unverified).
    pub const ALL: Self =
        client("Microsoft Office (all endpoints)", uuid!("ea5a67f6-b6f3-4338-b240-c655ddc3cc8e"), Standing::All);

    /// Word, Excel and PowerPoint in a browser.
    pub const ON_THE_WEB: Self =
        client("Office on the web", uuid!("93d53678-613d-4013-afc1-62e9e444a0a5"), Standing::Current);
    pub const OUTLOOK_ON_THE_WEB: Self =
        client("Outlook on the web", uuid!("bc59ab01-8403-45c6-8796-ac3ef710b3e3"), Standing::Current);

    /// The clients known by name, those of the Office documentation first. Sources: the register-sso-add-in include of the
    /// Office Add-ins documentation and its history; for the last ones the instructions for Teams apps.
    pub const KNOWN: [Self; 13] = [
        Self::ALL,
        client("Microsoft Office", uuid!("d3590ed6-52b3-4102-aeff-aad2292ab01c"), Standing::Current),
        Self::ON_THE_WEB,
        Self::OUTLOOK_ON_THE_WEB,
        client("Microsoft Teams", uuid!("1fec8e78-bce4-4aaf-ab1b-5451cc387264"), Standing::Optional),
        client("Microsoft Teams on the web", uuid!("5e3ce6c0-2b1f-4285-8d4b-75ee78787346"), Standing::Optional),
        client("SharePoint Online", uuid!("57fb890c-0dab-4253-a5e0-7188c88b2bb4"), Standing::Obsolete),
        client(
            "SharePoint Online web client extensibility",
            uuid!("08e18876-6177-487e-b8b5-cf950c1e598c"),
            Standing::Obsolete,
        ),
        client("Microsoft 365 on the web", uuid!("4765445b-32c6-49b0-83e6-1d93765276ca"), Standing::OfTeamsApps),
        client("Microsoft 365 desktop", uuid!("0ec893e0-5785-4de6-99da-4ed124e5296c"), Standing::OfTeamsApps),
        client("Office.com", uuid!("4345a7b9-9a63-4910-a426-35363201d503"), Standing::OfTeamsApps),
        client("Outlook mobile", uuid!("27922004-5251-4030-b22d-91ecd9a37ea4"), Standing::OfTeamsApps),
        client("Exchange Online", uuid!("00000002-0000-0ff1-ce00-000000000000"), Standing::OfTeamsApps),
    ];

    pub fn by_id(id: ClientId) -> Option<Self> {
        Self::KNOWN.into_iter().find(|client| client.id == id)
    }

    /// The clients of Office that a registration must let in one by one where [`Self::ALL`] is not pre-authorized.
    pub fn current() -> impl Iterator<Item = Self> {
        Self::KNOWN.into_iter().filter(|client| client.standing == Standing::Current)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn clients_are_known_by_id() {
        for known in OfficeClient::KNOWN {
            assert_eq!(OfficeClient::by_id(known.id), Some(known));
        }
        let names: BTreeSet<_> = OfficeClient::KNOWN.iter().map(|client| client.name).collect();
        assert_eq!(names.len(), OfficeClient::KNOWN.len());
        let current: Vec<_> = OfficeClient::current().map(|client| client.name).collect();
        assert_eq!(current, ["Microsoft Office", "Office on the web", "Outlook on the web"]);
    }
}
