//! Messages, folders, events and contacts: Exchange Online as Graph shows it. Read only.

use serde_json::Value;
use uuid::Uuid;

use super::mailbox_data as data;
use super::query::property;
use super::{Access, Call, GraphRefusal, GraphReply, Kind, Tenant, Workload};
use crate::Person;
use crate::tenant::directory::Directory;

const MESSAGE: Kind = exchange("message");
const MAIL_FOLDER: Kind = exchange("mailFolder");
const EVENT: Kind = exchange("event");
const CONTACT: Kind = exchange("contact");

const READ_MAIL: Access = access(&["Mail.Read", "Mail.ReadWrite"], &["Mail.Read", "Mail.ReadWrite"]);

/// Everything but the text.
const LIST_MAIL: Access = access(
    &["Mail.ReadBasic", "Mail.Read", "Mail.ReadWrite"],
    &["Mail.ReadBasic", "Mail.ReadBasic.All", "Mail.Read", "Mail.ReadWrite"],
);

const READ_CALENDAR: Access = access(
    &["Calendars.ReadBasic", "Calendars.Read", "Calendars.ReadWrite"],
    &["Calendars.ReadBasic.All", "Calendars.Read", "Calendars.ReadWrite"],
);

const READ_CONTACTS: Access =
    access(&["Contacts.Read", "Contacts.ReadWrite"], &["Contacts.Read", "Contacts.ReadWrite"]);

const fn exchange(name: &'static str) -> Kind {
    Kind { name, workload: Workload::Exchange, by_default: &[] }
}

const fn access(scopes: &'static [&'static str], roles: &'static [&'static str]) -> Access {
    Access { workload: Workload::Exchange, scopes, roles }
}

impl Tenant {
    /// `folder`: name or ID; `None`: of all folders.
    pub(super) fn messages(
        &self,
        call: &Call<'_>,
        user: Uuid,
        folder: Option<&str>,
    ) -> Result<GraphReply, GraphRefusal> {
        call.caller.check(&LIST_MAIL)?;
        let (directory, person) = self.mailbox(call, user)?;
        let folder = folder.map(|key| found(data::folders(person), key)).transpose()?;
        let mut messages = data::messages(directory, person);
        if let Some(folder) = &folder {
            messages.retain(|message| property(message, "parentFolderId") == property(folder, "id"));
        }
        messages.iter_mut().for_each(|message| basic(call, message));
        MESSAGE.page(call.place(&format!("users('{user}')/messages")), messages, &call.query)
    }

    pub(super) fn message(&self, call: &Call<'_>, user: Uuid, id: &str) -> Result<GraphReply, GraphRefusal> {
        call.caller.check(&LIST_MAIL)?;
        let (directory, person) = self.mailbox(call, user)?;
        let mut message = found(data::messages(directory, person), id)?;
        basic(call, &mut message);
        MESSAGE.entity(&format!("users('{user}')/messages"), &message, &call.query)
    }

    pub(super) fn mail_folders(&self, call: &Call<'_>, user: Uuid) -> Result<GraphReply, GraphRefusal> {
        call.caller.check(&LIST_MAIL)?;
        let (_, person) = self.mailbox(call, user)?;
        MAIL_FOLDER.page(call.place(&format!("users('{user}')/mailFolders")), data::folders(person), &call.query)
    }

    pub(super) fn mail_folder(&self, call: &Call<'_>, user: Uuid, key: &str) -> Result<GraphReply, GraphRefusal> {
        call.caller.check(&LIST_MAIL)?;
        let (_, person) = self.mailbox(call, user)?;
        let folder = found(data::folders(person), key)?;
        MAIL_FOLDER.entity(&format!("users('{user}')/mailFolders"), &folder, &call.query)
    }

    pub(super) fn events(&self, call: &Call<'_>, user: Uuid) -> Result<GraphReply, GraphRefusal> {
        call.caller.check(&READ_CALENDAR)?;
        let (_, person) = self.mailbox(call, user)?;
        EVENT.page(call.place(&format!("users('{user}')/events")), data::events(person), &call.query)
    }

    pub(super) fn contacts(&self, call: &Call<'_>, user: Uuid) -> Result<GraphReply, GraphRefusal> {
        call.caller.check(&READ_CONTACTS)?;
        let (directory, person) = self.mailbox(call, user)?;
        CONTACT.page(call.place(&format!("users('{user}')/contacts")), data::contacts(directory, person), &call.query)
    }

    /// Whose mailbox it is, if the caller may open it and there is one. A guest's is at home, where Graph does not look.
    fn mailbox(&self, call: &Call<'_>, user: Uuid) -> Result<(&Directory, &Person), GraphRefusal> {
        if call.caller.user().is_ok_and(|caller| caller != user) {
            return Err(Workload::Exchange.denied());
        }
        let (directory, person) = self.person_of(user)?;
        match person.has_mailbox() {
            true => Ok((directory, person)),
            false => {
                let message = "The mailbox is either inactive, soft-deleted, or is hosted on-premise.";
                Err(GraphRefusal::new(404, "MailboxNotEnabledForRESTAPI", message))
            }
        }
    }
}

/// By ID, or by a folder's well-known name.
fn found(all: Vec<Value>, key: &str) -> Result<Value, GraphRefusal> {
    let is = |entity: &Value| {
        let text = |name: &str| property(entity, name).and_then(Value::as_str).unwrap_or_default();
        text("id") == key || text("displayName").replace(' ', "").eq_ignore_ascii_case(key)
    };
    all.into_iter()
        .find(is)
        .ok_or_else(|| GraphRefusal::new(404, "ErrorItemNotFound", "The specified object was not found in the store."))
}

/// Takes the text out of a message for those who have no more than `Mail.ReadBasic`.
fn basic(call: &Call<'_>, message: &mut Value) {
    if call.caller.check(&READ_MAIL).is_err()
        && let Some(message) = message.as_object_mut()
    {
        message.remove("body");
        message.remove("bodyPreview");
    }
}
