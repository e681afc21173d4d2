//! Office's own names and client IDs.

use serde::{Deserialize, Serialize};
use uuid::uuid;

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

/// A client of Microsoft's that asks for the add-in's token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficeClient {
    pub name: &'static str,
    pub id: ClientId,
}

impl OfficeClient {
    /// Stands for all Office endpoints when it is pre-authorized. Not expected as a token's client (unverified).
    pub const ALL: Self = Self {
        name: "Microsoft Office (all endpoints)",
        id: ClientId::from_uuid(uuid!("ea5a67f6-b6f3-4338-b240-c655ddc3cc8e")),
    };

    /// The clients known by name, those of the Office documentation first.
    pub const KNOWN: [Self; 6] = [
        Self::ALL,
        Self { name: "Microsoft Office", id: ClientId::from_uuid(uuid!("d3590ed6-52b3-4102-aeff-aad2292ab01c")) },
        Self { name: "Office on the web", id: ClientId::from_uuid(uuid!("93d53678-613d-4013-afc1-62e9e444a0a5")) },
        Self { name: "Outlook on the web", id: ClientId::from_uuid(uuid!("bc59ab01-8403-45c6-8796-ac3ef710b3e3")) },
        Self { name: "Microsoft Teams", id: ClientId::from_uuid(uuid!("1fec8e78-bce4-4aaf-ab1b-5451cc387264")) },
        Self {
            name: "Microsoft Teams on the web",
            id: ClientId::from_uuid(uuid!("5e3ce6c0-2b1f-4285-8d4b-75ee78787346")),
        },
    ];

    pub fn by_id(id: ClientId) -> Option<Self> {
        Self::KNOWN.into_iter().find(|client| client.id == id)
    }
}
