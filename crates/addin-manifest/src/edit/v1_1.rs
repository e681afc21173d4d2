//! What of a mail `VersionOverridesV1_0` can be copied into V1_1.
//!
//! Source: the schemas MailAppVersionOverridesV1_0 and MailAppVersionOverridesV1_1 of [MS-OWEMXML]. The second one has
//! each element, type and attribute of the first in the same place, and more of each; so one list for each kind, that of
//! V1_1, is enough. The children `bt:` are of a schema that both share. `Events` is from Microsoft's page on
//! `ExtensionPoint`: the schemas have its content alone.

use super::attributes::attributes;
use super::outline::{Outline, Role};
use super::{Edit, Refusal, RefusalKind, apply};
use crate::source::Source;
use crate::xml::names::{Space, local};
use crate::xml::scan::Scanner;
use crate::xml::step::{Step, Steps as _, Tag};
use crate::xml::text::is_blank;
use crate::{OverridesKind, Span};

pub(super) const V1_0: &str = "http://schemas.microsoft.com/office/mailappversionoverrides";
pub(super) const V1_1: &str = "http://schemas.microsoft.com/office/mailappversionoverrides/1.1";

/// The children that are copied.
const COPIED: [&str; 4] = ["Description", "Requirements", "Hosts", "Resources"];

const ELEMENTS: [&str; 33] = [
    "Action",
    "CommandSurface",
    "Control",
    "CustomTab",
    "Description",
    "DesktopFormFactor",
    "DisableEntityHighlighting",
    "Event",
    "ExtensionPoint",
    "FunctionFile",
    "FunctionName",
    "Group",
    "Host",
    "Hosts",
    "Icon",
    "Item",
    "Items",
    "Label",
    "MobileFormFactor",
    "OfficeTab",
    "RequestedHeight",
    "Requirements",
    "Resources",
    "Rule",
    "Runtimes",
    "SourceLocation",
    "Supertip",
    "SupportsMultiSelect",
    "SupportsNoItemContext",
    "SupportsPinning",
    "SupportsSharedFolders",
    "Title",
    "Tooltip",
];

/// The `xsi:type`s of `ExtensionPoint`.
const EXTENSION_POINTS: [&str; 17] = [
    "AppointmentAttendeeCommandSurface",
    "AppointmentOrganizerCommandSurface",
    "CustomPane",
    "DetectedEntity",
    "Events",
    "LaunchEvent",
    "MessageComposeCommandSurface",
    "MessageReadCommandSurface",
    "MobileAppointmentAttendeeCommandSurface",
    "MobileAppointmentOrganizerCommandSurface",
    "MobileLogEventAppointmentAttendee",
    "MobileLogEventAppointmentAttendeeCommandSurface",
    "MobileMessageComposeCommandSurface",
    "MobileMessageReadCommandSurface",
    "MobileOnlineMeetingCommandSurface",
    "Module",
    "ReportPhishingCommandSurface",
];

/// Extension points that only V1_1 has, with elements of their own that the lists here leave out.
const OF_V1_1_ALONE: [&str; 2] = ["LaunchEvent", "ReportPhishingCommandSurface"];

/// Of elements that have types: the name of the element, and the types that V1_1 has for it.
const TYPES: [(&str, &[&str]); 4] = [
    ("Action", &["ExecuteFunction", "ShowTaskpane"]),
    ("Control", &["Button", "Menu", "MobileButton"]),
    ("ExtensionPoint", &EXTENSION_POINTS),
    ("Host", &["MailHost"]),
];

/// Without a prefix.
const ATTRIBUTES: [&str; 17] = [
    "EntityType",
    "FilterName",
    "FunctionExecution",
    "FunctionName",
    "Highlight",
    "IgnoreCase",
    "IncludeSubClasses",
    "ItemClass",
    "ItemType",
    "Mode",
    "PropertyName",
    "RegExFilter",
    "RegExName",
    "RegExValue",
    "Type",
    "id",
    "resid",
];

/// The children that are copied, in document order. What V1_1 cannot hold is named.
pub(super) fn copied(source: &Source<'_>, outline: &Outline<'_>, overrides: usize) -> Result<Vec<usize>, Refusal> {
    let refuse = |words: String, span: Span| Err(Refusal::new(RefusalKind::NotInV1_1(words), Some(span)));
    let own = outline.node(overrides);
    if own.pieces.iter().any(|piece| !piece.of(outline.bytes).trim_ascii().is_empty()) {
        return refuse("text stands between its children".to_owned(), own.text.span);
    }
    let (mut names, mut copied) = (Vec::new(), Vec::new());
    for child in own.children.iter().copied() {
        let node = outline.node(child);
        match node.role {
            Role::Info => continue,
            Role::Overrides(kind) if kind != OverridesKind::Mail1_1 => {
                let words = format!("a VersionOverrides in the namespace {} is nested there", node.namespace);
                return refuse(words, node.start_tag);
            }
            _ if node.namespace != own.namespace || !COPIED.contains(&node.local) => {
                return refuse(format!("{} has no place there", node.qualified), node.start_tag);
            }
            _ if names.contains(&node.local) => return refuse(format!("{} stands twice", node.local), node.start_tag),
            _ => names.push(node.local),
        }
        copied.push(child);
    }
    let spans = copied.iter().map(|child| outline.node(*child).span).collect::<Vec<_>>();
    look_through(source, &spans)?;
    Ok(copied)
}

/// Refuses what V1_1 does not know in any of these elements, which come in document order.
fn look_through(source: &Source<'_>, elements: &[Span]) -> Result<(), Refusal> {
    let mut elements = elements.iter().peekable();
    let mut scanner = Scanner::new(source);
    let (mut depth, mut unchecked) = (0_usize, None);
    while let Some(step) = scanner.next() {
        match step {
            Step::Open(tag) => {
                depth += 1;
                while elements.next_if(|element| element.end <= tag.span.start).is_some() {}
                let Some(element) = elements.peek() else { return Ok(()) };
                if unchecked.is_some() || !element.contains(tag.span) {
                    continue;
                }
                let xsi_type = scanner.xsi_type(&tag).map(|text| text.value);
                check(source.bytes, &tag, xsi_type.as_deref())?;
                let open_content = xsi_type.is_some_and(|xsi_type| OF_V1_1_ALONE.contains(&local(&xsi_type)));
                if open_content && tag.local == "ExtensionPoint" || tag.local == "Runtimes" {
                    unchecked = Some(depth);
                }
            }
            Step::Close { .. } => {
                if unchecked == Some(depth) {
                    unchecked = None;
                }
                depth -= 1;
            }
            Step::Content(..) | Step::Comment(_) => {}
        }
    }
    Ok(())
}

/// The bytes of an element with each declaration of the namespace of V1_0 in it naming that of V1_1.
pub(super) fn renamed(element: &[u8]) -> Vec<u8> {
    let Ok(source) = Source::decode(element) else { return element.to_vec() };
    let mut edits = Vec::new();
    for step in Scanner::new(&source) {
        if let Step::Open(tag) = step {
            let bound = attributes(element, tag.span).into_iter();
            let bound = bound.filter(|attribute| attribute.declares().is_some() && attribute.value == V1_0);
            edits.extend(bound.map(|attribute| Edit::replace(attribute.span, V1_1)));
        }
    }
    apply(element, &edits)
}

fn check(bytes: &[u8], tag: &Tag<'_>, xsi_type: Option<&str>) -> Result<(), Refusal> {
    let refuse = |words: String| Err(Refusal::new(RefusalKind::NotInV1_1(words), Some(tag.span)));
    if tag.space == Space::BasicTypes {
        return Ok(());
    }
    if tag.space != Space::Overrides(OverridesKind::Mail1_0) || !ELEMENTS.contains(&tag.local) {
        return refuse(format!("V1_1 has no element {}", tag.qualified));
    }
    let types = TYPES.iter().find(|(element, _)| *element == tag.local);
    if let (Some((_, types)), Some(xsi_type)) = (types, xsi_type.map(|xsi_type| xsi_type.trim_matches(is_blank)))
        && !types.contains(&local(xsi_type))
    {
        return refuse(format!("V1_1 has no {} of type {xsi_type}", tag.local));
    }
    let plain = |key: &str| !key.contains(':') && key != "xmlns";
    let attributes = attributes(bytes, tag.span);
    match attributes.iter().find(|attribute| plain(attribute.key) && !ATTRIBUTES.contains(&attribute.key)) {
        Some(attribute) => refuse(format!("V1_1 has no attribute {} of {}", attribute.key, tag.qualified)),
        None => Ok(()),
    }
}
