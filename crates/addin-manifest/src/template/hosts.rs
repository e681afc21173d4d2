//! Taking applications out of a template, element by element or item by item.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::value::RawValue;

use super::{Host, Template};
use crate::edit::remove_element;
use crate::{Edit, Format, Refusal, RefusalKind, Span};

impl Host {
    fn words(self) -> &'static str {
        match self {
            Self::Word => "Word",
            Self::Excel => "Excel",
            Self::PowerPoint => "PowerPoint",
            Self::Outlook => "Outlook",
        }
    }

    /// `Host/@Name` and `Host/@xsi:type` of the add-in only manifest. Outlook's template has no other host, so that it
    /// is never dropped there.
    fn name(self) -> &'static str {
        match self {
            Self::Word => "Document",
            Self::Excel => "Workbook",
            Self::PowerPoint => "Presentation",
            Self::Outlook => "Mailbox",
        }
    }

    /// An item of `requirements.scopes` in the unified manifest.
    fn scope(self) -> &'static str {
        match self {
            Self::Word => "document",
            Self::Excel => "workbook",
            Self::PowerPoint => "presentation",
            Self::Outlook => "mail",
        }
    }
}

/// Why a template is not for this application, without a full stop.
pub(super) fn not_in(template: Template, host: Host) -> String {
    let kind = match template {
        Template::TaskPane => "a task pane add-in",
        Template::Mail => "a mail add-in",
        Template::Content => "a content add-in",
        Template::Unified => "the unified manifest",
    };
    let known = template.hosts().iter().map(|host| host.words()).collect::<Vec<_>>();
    let known = match known.as_slice() {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => known.concat(),
    };
    format!("{kind} is for {known}, not for {}", host.words())
}

/// The edits that leave a template for the other applications only. It fails where the template is no XML or JSON.
pub(super) fn drop(format: Format, text: &str, hosts: &[Host]) -> Result<Vec<Edit>, Refusal> {
    let edits = match format {
        Format::Xml => in_xml(text, hosts).map_err(|error| error.to_string()),
        Format::Json => in_json(text, hosts).map_err(|error| error.to_string()),
    };
    edits.map_err(|words| Refusal::new(RefusalKind::NotWellFormed(words), None))
}

/// Each `Host` of these, in the base manifest and in `VersionOverrides`. The text is ours: its prefixes are known.
fn in_xml(text: &str, hosts: &[Host]) -> Result<Vec<Edit>, quick_xml::Error> {
    let mut reader = Reader::from_str(text);
    let (mut spans, mut open) = (Vec::new(), None);
    let mut start = 0;
    loop {
        let event = reader.read_event()?;
        let end = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        match event {
            Event::Empty(tag) if is_of(&tag, hosts) => spans.push(Span::new(start, end)),
            Event::Start(tag) if is_of(&tag, hosts) => open = Some(start),
            Event::End(tag) if tag.name().0 == HOST => spans.extend(open.take().map(|start| Span::new(start, end))),
            Event::Eof => return Ok(spans.iter().map(|span| remove_element(text.as_bytes(), *span)).collect()),
            _ => {}
        }
        start = end;
    }
}

const HOST: &str = "Host";

fn is_of(tag: &BytesStart<'_>, hosts: &[Host]) -> bool {
    let names = tag.attributes().flatten().filter(|attribute| ["Name", "xsi:type"].contains(&attribute.key.0));
    tag.name().0 == HOST && names.into_iter().any(|name| hosts.iter().any(|host| name.value == host.name()))
}

/// Scopes of the extension and of its ribbons; a ribbon that no application is left for; permissions of what is left
/// out.
fn in_json(text: &str, hosts: &[Host]) -> Result<Vec<Edit>, serde_json::Error> {
    let dropped = |scope: &str| hosts.iter().any(|host| scope.trim_matches('"') == host.scope());
    let documents_dropped = [Host::Word, Host::Excel, Host::PowerPoint].iter().all(|host| hosts.contains(host));
    let permission_dropped = |permission: &str| {
        let of_mail = member(permission, "name").is_ok_and(|name| name.is_some_and(|name| name.starts_with("\"Mail")));
        if of_mail { hosts.contains(&Host::Outlook) } else { documents_dropped }
    };

    let mut edits = Vec::new();
    let permissions = path(text, &["authorization", "permissions", "resourceSpecific"])?;
    edits.extend(without(text, &items(permissions)?, permission_dropped));
    for extension in items(member(text, "extensions")?)? {
        edits.extend(without(text, &items(path(extension, &["requirements", "scopes"])?)?, dropped));
        let (mut ribbons, mut unused) = (Vec::new(), Vec::new());
        for ribbon in items(member(extension, "ribbons")?)? {
            let scopes = items(path(ribbon, &["requirements", "scopes"])?)?;
            if scopes.iter().all(|scope| dropped(scope)) {
                unused.push(ribbon);
            } else {
                edits.extend(without(text, &scopes, dropped));
            }
            ribbons.push(ribbon);
        }
        edits.extend(without(text, &ribbons, |ribbon| unused.contains(&ribbon)));
    }
    Ok(edits)
}

/// The edits that take items out of an array, each with the comma and the blank space to a neighbour that stays.
fn without(text: &str, items: &[&str], dropped: impl Fn(&str) -> bool) -> Vec<Edit> {
    // An item is a piece of the text itself.
    let span = |item: &str| {
        let start = item.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + item.len())
    };
    let first_kept = items.iter().position(|item| !dropped(item)).unwrap_or(items.len());
    let unwanted = items.iter().enumerate().filter(|(_, item)| dropped(item));
    let around = unwanted.map(|(at, item)| match (items.get(at + 1), at.checked_sub(1)) {
        (Some(next), _) if at < first_kept => Span::new(span(item).start, span(next).start),
        (_, Some(before)) => Span::new(span(items[before]).end, span(item).end),
        _ => span(item),
    });
    around.map(Edit::remove).collect()
}

fn path<'a>(object: &'a str, names: &[&str]) -> Result<Option<&'a str>, serde_json::Error> {
    names.iter().try_fold(Some(object), |object, name| object.map_or(Ok(None), |object| member(object, name)))
}

fn member<'a>(object: &'a str, name: &str) -> Result<Option<&'a str>, serde_json::Error> {
    let members = serde_json::from_str::<HashMap<String, &RawValue>>(object)?;
    Ok(members.get(name).map(|value| value.get()))
}

fn items(array: Option<&str>) -> Result<Vec<&str>, serde_json::Error> {
    let items = array.map_or(Ok(Vec::new()), serde_json::from_str::<Vec<&RawValue>>)?;
    Ok(items.into_iter().map(RawValue::get).collect())
}
