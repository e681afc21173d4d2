//! Rendering of new elements, laid out as their neighbours are.

use quick_xml::escape::partial_escape;

use super::layout::Layout;
use super::line::{line_start, with_line_rest};
use super::outline::{Node, Outline};
use super::{Edit, Markup};
use crate::Span;
use crate::xml::order::WEB_APPLICATION_INFO;

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

/// `Scope` elements, each behind `line`.
pub(super) fn scopes(prefix: &str, scopes: &[&str], line: &str) -> String {
    scopes.iter().map(|scope| line.to_owned() + &element(prefix, "Scope", &escaped(scope))).collect()
}

/// A `Scopes` that is laid out as `layout` says.
pub(super) fn scope_list(prefix: &str, markup: &Markup<'_>, layout: &Layout) -> String {
    element(prefix, "Scopes", &(scopes(prefix, markup.scopes, &layout.line(1)) + &layout.line(0)))
}

/// What stands between the tags of a `WebApplicationInfo`.
pub(super) fn content(prefix: &str, markup: &Markup<'_>, layout: &Layout) -> String {
    let line = layout.line(1);
    [
        line.clone() + &element(prefix, "Id", &escaped(markup.id)),
        line.clone() + &element(prefix, "Resource", &escaped(markup.resource)),
        line + &scope_list(prefix, markup, &layout.deeper()),
        layout.line(0),
    ]
    .concat()
}

/// A whole `WebApplicationInfo`, without the line before it.
pub(super) fn info(prefix: &str, markup: &Markup<'_>, layout: &Layout) -> String {
    element(prefix, WEB_APPLICATION_INFO, &content(prefix, markup, layout))
}

/// The `WebApplicationInfo` in the `VersionOverrides` that Office reads, where the schema has it. `moved` are the bytes of
/// one that stood elsewhere.
pub(super) fn insert(outline: &Outline<'_>, target: usize, markup: &Markup<'_>, moved: Option<Vec<u8>>) -> Edit {
    let anchor = outline.last_before(target);
    let layout = Layout::of_child(outline, target, anchor.into_iter().chain(outline.children(target)));
    let new = moved.unwrap_or_else(|| info(outline.node(target).prefix(), markup, &layout).into_bytes());
    put_in(outline, target, anchor, [layout.line(0).as_bytes(), &new].concat())
}

/// Puts `new`, with the line before it, behind `anchor`, a child of `parent`; without one, first of all.
pub(super) fn put_in(outline: &Outline<'_>, parent: usize, anchor: Option<&Node<'_>>, new: impl Into<Vec<u8>>) -> Edit {
    let (bytes, parent) = (outline.bytes, outline.node(parent));
    if parent.end_tag.is_none() {
        // An empty-element tag has to be opened first; its end tag stands as its start tag does.
        let closing = line_start(bytes, parent.span.start).map(|line| line.new_line("")).unwrap_or_default();
        let end_tag = format!("{closing}</{}>", parent.qualified);
        return Edit::replace(parent.span, [&parent.opened(bytes), &new.into()[..], end_tag.as_bytes()].concat());
    }
    let at = past_comments(bytes, parent, anchor.map_or(parent.start_tag.end, |anchor| anchor.span.end));
    let new: Vec<u8> = new.into();
    let begins_a_line = new.starts_with(b"\r") || new.starts_with(b"\n");
    Edit::insert(if begins_a_line { with_line_rest(bytes, at) } else { at }, new)
}

/// Past the comments that stand behind an element on its line: they belong to it.
pub(super) fn past_comments(bytes: &[u8], parent: &Node<'_>, mut at: usize) -> usize {
    let next = parent.comments.partition_point(|comment| comment.start < at);
    for comment in &parent.comments[next..] {
        let between = Span::new(at, comment.start).of(bytes);
        let one_line = !comment.of(bytes).iter().any(|byte| matches!(byte, b'\r' | b'\n'));
        if !one_line || between.iter().any(|byte| !matches!(byte, b' ' | b'\t')) {
            break;
        }
        at = comment.end;
    }
    at
}
