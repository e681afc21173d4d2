//! A new value in the place of one that was read.

use quick_xml::escape::escape;

use super::attributes::attributes;
use super::write::escaped;
use super::{Edit, Refusal, RefusalKind};
use crate::Span;
use crate::source::Source;
use crate::xml::scan::Scanner;
use crate::xml::step::Step;
use crate::xml::text::TextBuilder;

/// `span` is that of a value: of an attribute, of text between tags, or of an element without any.
pub(super) fn replace_text(source: &Source<'_>, span: Span, value: &str) -> Result<Edit, Refusal> {
    let mut kept = Vec::new();
    let mut in_content = false;
    for step in Scanner::new(source) {
        match step {
            Step::Open(tag) if tag.span == span => {
                let bytes = span.of(source.bytes);
                let Some(open) = bytes.strip_suffix(b"/>") else { return Err(no_value(span)) };
                let end = format!(">{}</{}>", escaped(value), tag.qualified);
                return Ok(Edit::replace(span, [open.trim_ascii_end(), end.as_bytes()].concat()));
            }
            Step::Open(tag) if tag.span.contains(span) => {
                let attributes = attributes(source.bytes, tag.span);
                let found = attributes.iter().any(|attribute| attribute.span == span);
                return if found { Ok(Edit::replace(span, escape(value).as_bytes())) } else { Err(no_value(span)) };
            }
            Step::Open(tag) if span.contains(tag.span) => return Err(no_value(span)),
            Step::Content(_, piece) => in_content |= piece.start <= span.start && span.start < piece.end,
            Step::Comment(comment) if span.contains(comment) => kept.extend_from_slice(comment.of(source.bytes)),
            // Between two tags with nothing in between.
            Step::Close { end_tag: Some(tag), .. } if span.is_empty() => in_content |= tag.start == span.start,
            Step::Open(_) | Step::Comment(_) | Step::Close { .. } => {}
        }
    }
    // Blank space between two tags is the place of a value that has no bytes, and lies in content, too.
    if !in_content && kept.is_empty() {
        return Err(no_value(span));
    }
    Ok(Edit::replace(span, [escaped(value).as_bytes(), &kept].concat()))
}

fn no_value(span: Span) -> Refusal {
    Refusal::new(RefusalKind::UnfitValue("there is no value at this place".to_owned()), Some(span))
}

/// The value that begins at this place, or that of the element that does.
pub(super) fn value_at(source: &Source<'_>, start: usize) -> Option<String> {
    let mut open: Vec<(usize, TextBuilder)> = Vec::new();
    for step in Scanner::new(source) {
        match step {
            Step::Open(tag) => {
                let attributes = if tag.span.start < start && start < tag.span.end {
                    attributes(source.bytes, tag.span)
                } else {
                    Vec::new()
                };
                if let Some(attribute) = attributes.into_iter().find(|attribute| attribute.span.start == start) {
                    return Some(attribute.value);
                }
                open.push((tag.span.start, TextBuilder::default()));
            }
            Step::Content(piece, span) => {
                if let Some((_, text)) = open.last_mut() {
                    text.push(piece, span);
                }
            }
            Step::Close { end, .. } => {
                let (element, text) = open.pop()?;
                let text = text.finish(Span::new(end, end));
                if element == start || text.span.start == start {
                    return Some(text.value);
                }
            }
            Step::Comment(_) => {}
        }
    }
    None
}
