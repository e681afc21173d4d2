//! The attributes of one start tag, and what its ancestors declare for it.

use quick_xml::events::attributes::Attributes;

use super::outline::Outline;
use crate::Span;
use crate::xml::text::{attribute_value, is_blank};

pub(super) struct Attribute<'a> {
    /// As it is written, with its prefix.
    pub key: &'a str,
    pub value: String,
    /// What stands between the quotation marks.
    pub span: Span,
}

impl<'a> Attribute<'a> {
    /// The prefix that it declares, with its colon; empty for the default namespace.
    pub fn declares(&self) -> Option<String> {
        match self.key.strip_prefix("xmlns")? {
            "" => Some(String::new()),
            name => Some(name.strip_prefix(':')?.to_owned() + ":"),
        }
    }
}

/// Of a start tag or an empty-element tag of a well-formed text.
pub(super) fn attributes(bytes: &[u8], start_tag: Span) -> Vec<Attribute<'_>> {
    let tag = std::str::from_utf8(start_tag.of(bytes)).unwrap_or_default();
    let inside = tag.strip_prefix('<').unwrap_or(tag);
    let inside = inside.strip_suffix("/>").or_else(|| inside.strip_suffix('>')).unwrap_or(inside);
    let mut attributes = Attributes::new(inside, inside.find(is_blank).unwrap_or(inside.len()));
    attributes.with_checks(false);
    let attributes = attributes.flatten().filter_map(|attribute| {
        // quick-xml hands out pieces of the text it was given; so each has an offset.
        let offset = (attribute.value.as_ptr() as usize).checked_sub(tag.as_ptr() as usize)?;
        let start = start_tag.start + offset;
        let span = Span::new(start, start + attribute.value.len());
        Some(Attribute { key: attribute.key.0, value: attribute_value(&attribute.value).into_owned(), span })
    });
    attributes.collect()
}

/// The quotation mark that a start tag uses first.
pub(super) fn quote(bytes: &[u8], start_tag: Span) -> char {
    start_tag.of(bytes).iter().find(|byte| matches!(byte, b'"' | b'\'')).map_or('"', |byte| char::from(*byte))
}

/// The prefixes (with their colons; empty for the default namespace) that are bound inside of an element, each with its
/// namespace.
pub(super) fn in_scope(outline: &Outline<'_>, element: usize) -> Vec<(String, String)> {
    let ancestors = std::iter::successors(Some(element), |node| outline.node(*node).parent).collect::<Vec<_>>();
    let mut bound: Vec<(String, String)> = Vec::new();
    for node in ancestors.into_iter().rev() {
        for attribute in attributes(outline.bytes, outline.node(node).start_tag) {
            let Some(prefix) = attribute.declares() else { continue };
            bound.retain(|(known, _)| *known != prefix);
            bound.push((prefix, attribute.value));
        }
    }
    bound
}
