//! What is in everybody's mailbox. Always the same for the same person, so that a test may rely on it.

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::Person;
use crate::tenant::directory::Directory;

/// 2026-02-02T09:00:00Z, a Monday.
const NEWEST: i64 = 1_770_022_800;
const HOUR: i64 = 3600;

const FOLDERS: [&str; 6] = ["Archive", "Deleted Items", "Drafts", "Inbox", "Junk Email", "Sent Items"];
const INBOX: &str = "Inbox";

/// Subject and first line.
const MESSAGES: [(&str, &str); 12] = [
    ("Quarterly figures", "The figures are in the workbook, second sheet."),
    ("Lunch on Thursday?", "The new place at the corner has a table for four."),
    ("Minutes of Monday's meeting", "Three decisions, one of them open."),
    ("Travel request approved", "Your trip was approved. Tickets follow."),
    ("Draft of the contract", "Paragraph 4 is new. See the comments."),
    ("Welcome to the project", "The plan, the people, and where to find both."),
    ("Password policy", "From next month on, passphrases."),
    ("Invoice 2026-0117", "Payable within 30 days."),
    ("Room change", "We meet in Adams, not in Baker."),
    ("Feedback on the slides", "Slide 7 says it all. Drop the rest?"),
    ("Your order has shipped", "It arrives between two and four."),
    ("Holiday calendar", "The list for this year is on the site."),
];

/// Subject, and hours after 9 o'clock of the first day.
const EVENTS: [(&str, i64); 5] = [
    ("Stand-up", 0),
    ("Design review", 26),
    ("Lunch with the team", 51),
    ("Customer call", 77),
    ("Retrospective", 102),
];

/// Opaque, and as long-winded as Exchange's.
fn id(person: &Person, kind: &str, name: &str) -> String {
    let digest = digest::digest(&digest::SHA256, format!("{}/{kind}/{name}", person.id).as_bytes());
    format!("AAMkAG{}AAA=", URL_SAFE_NO_PAD.encode(digest))
}

fn time(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn address(person: &Person) -> Value {
    json!({ "emailAddress": { "name": person.display_name, "address": person.sign_in_name() } })
}

/// The others in the same tenant, who write and are met; in a tenant of one, oneself.
fn colleagues<'a>(directory: &'a Directory, person: &'a Person) -> Vec<&'a Person> {
    let others: Vec<_> = directory.people.iter().filter(|other| other.id != person.id).collect();
    if others.is_empty() { vec![person] } else { others }
}

/// The newest first, all in the inbox.
pub(super) fn messages(directory: &Directory, person: &Person) -> Vec<Value> {
    let colleagues = colleagues(directory, person);
    let inbox = id(person, "folder", INBOX);
    let message = |(n, (subject, text)): (usize, &(&str, &str))| {
        let received = time(NEWEST - n as i64 * 7 * HOUR);
        let from = address(colleagues[n % colleagues.len()]);
        json!({
            "@odata.etag": format!("W/\"CQAAABYAAAC{n:02}\""),
            "id": id(person, "message", subject),
            "receivedDateTime": received,
            "sentDateTime": received.saturating_sub(SignedDuration::from_secs(4)).unwrap_or(received),
            "subject": subject,
            "bodyPreview": text,
            "importance": "normal",
            "parentFolderId": inbox,
            "conversationId": id(person, "conversation", subject),
            "hasAttachments": n % 4 == 0,
            "isRead": n > 2,
            "isDraft": false,
            "webLink": format!("https://outlook.office365.com/owa/?ItemID={n}"),
            "body": { "contentType": "text", "content": text },
            "sender": from,
            "from": from,
            "toRecipients": [address(person)],
            "ccRecipients": [],
        })
    };
    MESSAGES.iter().enumerate().map(message).collect()
}

pub(super) fn folders(person: &Person) -> Vec<Value> {
    let folder = |name: &&str| {
        let is_inbox = *name == INBOX;
        json!({
            "id": id(person, "folder", name),
            "displayName": name,
            "parentFolderId": id(person, "folder", "root"),
            "childFolderCount": 0,
            "totalItemCount": if is_inbox { MESSAGES.len() } else { 0 },
            "unreadItemCount": if is_inbox { 3 } else { 0 },
            "isHidden": false,
        })
    };
    FOLDERS.iter().map(folder).collect()
}

pub(super) fn events(person: &Person) -> Vec<Value> {
    let moment = |seconds: i64| json!({ "dateTime": time(seconds).strftime("%Y-%m-%dT%H:%M:%S.0000000").to_string(), "timeZone": "UTC" });
    let event = |(n, (subject, after)): (usize, &(&str, i64))| {
        let start = NEWEST + after * HOUR;
        json!({
            "@odata.etag": format!("W/\"DwAAABYAAAD{n:02}\""),
            "id": id(person, "event", subject),
            "subject": subject,
            "bodyPreview": "",
            "isAllDay": false,
            "isCancelled": false,
            "isOrganizer": true,
            "showAs": "busy",
            "start": moment(start),
            "end": moment(start + HOUR / 2),
            "location": { "displayName": "Adams" },
            "organizer": address(person),
            "attendees": [],
        })
    };
    EVENTS.iter().enumerate().map(event).collect()
}

pub(super) fn contacts(directory: &Directory, person: &Person) -> Vec<Value> {
    let contact = |(n, other): (usize, &&Person)| {
        let (given, family) = other.names();
        json!({
            "@odata.etag": format!("W/\"EQAAABYAAAE{n:02}\""),
            "id": id(person, "contact", &other.id.to_string()),
            "displayName": other.display_name,
            "givenName": given,
            "surname": family,
            "companyName": directory.name,
            "emailAddresses": [{ "name": other.display_name, "address": other.sign_in_name() }],
            "businessPhones": [],
        })
    };
    colleagues(directory, person).iter().enumerate().map(contact).collect()
}
