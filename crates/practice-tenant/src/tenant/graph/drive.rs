//! `/me/drive`: OneDrive, with a few files that are always the same.

use aws_lc_rs::digest;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Access, Call, GraphRefusal, GraphReply, Kind, Tenant, Workload};
use crate::Person;
use crate::tenant::directory::Directory;

const DRIVE: Kind = Kind { name: "drive", workload: Workload::OneDrive, by_default: &[] };
const DRIVE_ITEM: Kind = Kind { name: "driveItem", workload: Workload::OneDrive, by_default: &[] };

const READ: Access = Access {
    workload: Workload::OneDrive,
    scopes: &[
        "Files.Read",
        "Files.ReadWrite",
        "Files.Read.All",
        "Files.ReadWrite.All",
        "Sites.Read.All",
        "Sites.ReadWrite.All",
    ],
    roles: &["Files.Read.All", "Files.ReadWrite.All", "Sites.Read.All", "Sites.ReadWrite.All"],
};

/// Name, size in bytes, and media type; a folder has none, and its size is what is in it.
const FILES: [(&str, u64, Option<&str>); 7] = [
    ("Documents", 2_097_152, None),
    ("Pictures", 8_388_608, None),
    ("Annual report.docx", 48_213, Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document")),
    ("Budget.xlsx", 31_744, Some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    ("Customer list.xlsx", 18_902, Some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    ("Notes.txt", 1_204, Some("text/plain")),
    ("Roadmap.pptx", 204_800, Some("application/vnd.openxmlformats-officedocument.presentationml.presentation")),
];

impl Tenant {
    pub(super) fn drive(&self, call: &Call<'_>, user: Uuid) -> Result<GraphReply, GraphRefusal> {
        let (directory, person) = self.drive_owner(call, user)?;
        let used: u64 = FILES.iter().map(|(_, size, _)| size).sum();
        let total: u64 = 1 << 40;
        let drive = json!({
            "id": drive_id(person),
            "driveType": if directory.is_personal() { "personal" } else { "business" },
            "name": "OneDrive",
            "owner": { "user": { "id": person.id, "displayName": person.display_name, "email": person.mail } },
            "quota": { "deleted": 0, "remaining": total - used, "state": "normal", "total": total, "used": used },
        });
        DRIVE.entity("drives", &drive, &call.query)
    }

    pub(super) fn drive_root(&self, call: &Call<'_>, user: Uuid) -> Result<GraphReply, GraphRefusal> {
        let (_, person) = self.drive_owner(call, user)?;
        let root = json!({
            "id": item_id(person, "root"),
            "name": "root",
            "root": {},
            "folder": { "childCount": FILES.len() },
            "parentReference": { "driveId": drive_id(person) },
        });
        DRIVE_ITEM.entity(&format!("users('{user}')/drive/root"), &root, &call.query)
    }

    pub(super) fn drive_children(&self, call: &Call<'_>, user: Uuid) -> Result<GraphReply, GraphRefusal> {
        let (_, person) = self.drive_owner(call, user)?;
        let items = FILES.iter().map(|file| item(person, file)).collect();
        DRIVE_ITEM.page(call.place(&format!("users('{user}')/drive/root/children")), items, &call.query)
    }

    /// Whose drive it is, if the caller may open it and there is one: a guest has none.
    fn drive_owner(&self, call: &Call<'_>, user: Uuid) -> Result<(&Directory, &Person), GraphRefusal> {
        call.caller.check(&READ)?;
        if call.caller.user().is_ok_and(|caller| caller != user) {
            return Err(Workload::OneDrive.denied());
        }
        let (directory, person) = self.person_of(user)?;
        match person.is_guest() {
            false => Ok((directory, person)),
            true => Err(GraphRefusal::new(404, "ResourceNotFound", "User's mysite not found.")),
        }
    }
}

/// With null for what does not apply, so that it can be selected.
fn item(person: &Person, (name, size, media_type): &(&str, u64, Option<&str>)) -> Value {
    let mut item = json!({
        "id": item_id(person, name),
        "name": name,
        "size": size,
        "createdDateTime": "2026-01-12T08:00:00Z",
        "lastModifiedDateTime": "2026-02-02T16:30:00Z",
        "createdBy": { "user": { "id": person.id, "displayName": person.display_name } },
        "parentReference": { "driveId": drive_id(person), "path": "/drive/root:" },
        "webUrl": format!("https://contoso-my.sharepoint.example/Documents/{}", name.replace(' ', "%20")),
        "folder": null,
        "file": null,
    });
    match media_type {
        Some(media_type) => item["file"] = json!({ "mimeType": media_type }),
        None => item["folder"] = json!({ "childCount": 0 }),
    }
    item
}

fn drive_id(person: &Person) -> String {
    format!("b!{}", person.id.simple())
}

/// As OneDrive writes them: `01`, and capitals and digits.
fn item_id(person: &Person, name: &str) -> String {
    let digest = digest::digest(&digest::SHA256, format!("{}/{name}", person.id).as_bytes());
    let letters = digest
        .as_ref()
        .iter()
        .take(32)
        .map(|byte| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[usize::from(byte % 32)]));
    format!("01{}", letters.collect::<String>())
}
