//! The children of `<OfficeApp>`: where each belongs, and how a new one is put there.

use std::cmp::Ordering;

use super::Edit;
use super::layout::Layout;
use super::outline::{Node, Outline};
use super::write::put_in;
use crate::xml::order::base_rank;

pub(super) const ROOT: usize = 0;

/// The child of the root behind which one of this name stands in the order of the schema; among children that are out of
/// order, with as few of them on the wrong side as can be. `None` for a place ahead of all.
fn anchor<'o, 'a>(outline: &'o Outline<'a>, name: &str) -> Option<&'o Node<'a>> {
    let own = base_rank(name)?;
    let side = |child: &Node<'_>| base_rank(child.local).map(|rank| rank.cmp(&own));
    let mut wrong = outline.children(ROOT).filter(|child| side(child) == Some(Ordering::Less)).count();
    let (mut anchor, mut least) = (None, wrong);
    for child in outline.children(ROOT) {
        match side(child) {
            Some(Ordering::Less) => wrong -= 1,
            Some(Ordering::Greater) => wrong += 1,
            Some(Ordering::Equal) | None => {}
        }
        if wrong < least {
            (anchor, least) = (Some(child), wrong);
        }
    }
    anchor
}

/// A new child of the root; `render` writes it, without the line before it.
pub(super) fn insert(outline: &Outline<'_>, name: &str, render: impl Fn(&Layout) -> String) -> Edit {
    let anchor = anchor(outline, name);
    let layout = Layout::of_child(outline, ROOT, anchor.into_iter().chain(outline.children(ROOT)));
    put_in(outline, ROOT, anchor, layout.line(0) + &render(&layout))
}
