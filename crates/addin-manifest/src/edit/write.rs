//! Rendering of a new `WebApplicationInfo`, laid out as its neighbours are.

use quick_xml::escape::partial_escape;

use super::layout::{Layout, line_start};
use super::outline::{Node, Outline};
use super::{Edit, Markup};
use crate::Span;

/// What may stand in character data, escaped or not, and comes back as it was.
pub(super) fn fits_xml(value: &str) -> bool {
    !value.chars().any(|c| c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
}

pub(super) fn escaped(value: &str) -> String {
    partial_escape(value).into_owned()
}

pub(super) fn element(prefix: &str, name: &str, content: &str) -> String {
    format!("<{prefix}{name}>{content}</{prefix}{name}>")
}

/// What stands between the tags of a `WebApplicationInfo`.
pub(super) fn content(prefix: &str, markup: &Markup<'_>, layout: &Layout) -> String {
    let line = |deep| layout.line(deep);
    let scopes = markup.scopes.iter().map(|scope| line(2) + &element(prefix, "Scope", &escaped(scope)));
    let scopes = scopes.collect::<String>() + &line(1);
    [
        line(1) + &element(prefix, "Id", &escaped(markup.id)),
        line(1) + &element(prefix, "Resource", &escaped(markup.resource)),
        line(1) + &element(prefix, "Scopes", &scopes),
        line(0),
    ]
    .concat()
}

/// A new element where the schema has it.
pub(super) fn insert(outline: &Outline<'_>, target: usize, markup: &Markup<'_>) -> Edit {
    let (bytes, parent) = (outline.bytes, outline.node(target));
    let anchor = outline.last_before(target);
    let layout = Layout::of_child(bytes, parent, anchor.into_iter().chain(outline.children(target)));
    let prefix = parent.prefix();
    let new = layout.line(0) + &element(prefix, "WebApplicationInfo", &content(prefix, markup, &layout));

    if parent.end_tag.is_none() {
        // An empty-element tag has to be opened first; its end tag stands as its start tag does.
        let closing = line_start(bytes, parent.span.start).map(|line| line.new_line("")).unwrap_or_default();
        let end_tag = format!("{closing}</{}>", parent.qualified);
        return Edit::replace(parent.span, [&parent.opened(bytes), new.as_bytes(), end_tag.as_bytes()].concat());
    }
    let at = anchor.map_or(parent.start_tag.end, |anchor| anchor.span.end);
    Edit::insert(past_comments(bytes, parent, at), new)
}

/// Past the comments that stand behind an element on its line: they belong to it.
fn past_comments(bytes: &[u8], parent: &Node<'_>, mut at: usize) -> usize {
    for comment in parent.comments.iter().filter(|comment| comment.start >= at).collect::<Vec<_>>() {
        let between = Span::new(at, comment.start).of(bytes);
        let one_line = !comment.of(bytes).iter().any(|byte| matches!(byte, b'\r' | b'\n'));
        if !one_line || between.iter().any(|byte| !matches!(byte, b' ' | b'\t')) {
            break;
        }
        at = comment.end;
    }
    at
}
