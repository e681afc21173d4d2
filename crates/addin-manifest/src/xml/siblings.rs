//! The children of one element against the sequence that the schema has for them.

use std::borrow::Cow;

use super::order::WEB_APPLICATION_INFO;
use crate::Span;

pub(crate) struct Siblings {
    sequence: Cow<'static, [&'static str]>,
    /// The first of each name, in document order: its place in the sequence, and the whole element.
    first: Vec<(usize, Span)>,
}

/// What an element is among its siblings.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Standing {
    /// The schema does not know it there: it may be newer.
    Unknown,
    /// The first of its name, with its index.
    First(usize),
    /// Once more.
    Repeated(&'static str),
}

impl Siblings {
    /// Each name of the sequence may stand once.
    pub fn new(sequence: impl Into<Cow<'static, [&'static str]>>) -> Self {
        Self { sequence: sequence.into(), first: Vec::new() }
    }

    pub fn add(&mut self, local: &str, span: Span) -> Standing {
        let Some(rank) = self.sequence.iter().position(|name| *name == local) else { return Standing::Unknown };
        if self.first.iter().any(|(known, _)| *known == rank) {
            return Standing::Repeated(self.sequence[rank]);
        }
        self.first.push((rank, span));
        Standing::First(self.first.len() - 1)
    }

    /// The whole of the element, when it has ended.
    pub fn ended(&mut self, index: usize, element: Span) {
        if let Some((_, span)) = self.first.get_mut(index) {
            *span = element;
        }
    }

    /// The fewest elements that must move for the others to stand in order. Where two sets are equally small, the one
    /// with `WebApplicationInfo`: it was put there by hand; else the one whose elements come later.
    pub fn misplaced(&self) -> impl Iterator<Item = (&'static str, Span)> {
        // Of each: the best rising row that ends with it, as its worth and the one before.
        let mut rows = Vec::<(usize, Option<usize>)>::new();
        for (at, (rank, _)) in self.first.iter().enumerate() {
            let worth = if self.sequence[*rank] == WEB_APPLICATION_INFO { 2 } else { 3 } + 2 * self.sequence.len();
            let before = (0..at).filter(|earlier| self.first[*earlier].0 < *rank);
            let best = before.rev().max_by_key(|earlier| rows[*earlier].0);
            rows.push((worth + best.map_or(0, |best| rows[best].0), best));
        }
        let last = (0..rows.len()).rev().max_by_key(|at| rows[*at].0);
        let standing = std::iter::successors(last, |at| rows[*at].1).collect::<Vec<_>>();
        let wrong = self.first.iter().enumerate().filter(move |(at, _)| !standing.contains(at));
        wrong.map(|(_, (rank, span))| (self.sequence[*rank], *span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_elements_stand_wrong() {
        const SEQUENCE: &[&str] = &["A", "B", "C", WEB_APPLICATION_INFO, "D"];
        for (children, wrong) in [
            ("", ""),
            ("A", ""),
            ("A B C D", ""),
            ("A D", ""),
            ("B A", "A"),
            ("C A B", "C"),
            ("A C B D", "B"),
            ("D A B C", "D"),
            ("D C B A", "C B A"),
            ("WebApplicationInfo C", "WebApplicationInfo"),
            ("D WebApplicationInfo", "WebApplicationInfo"),
            ("A X WebApplicationInfo X B C D", "WebApplicationInfo"),
            ("D A WebApplicationInfo", "D"),
            ("A A B A", ""),
        ] {
            let mut siblings = Siblings::new(SEQUENCE);
            for (at, name) in children.split(' ').enumerate() {
                siblings.add(name, Span::new(at, at));
            }
            let found = siblings.misplaced().map(|(name, _)| name).collect::<Vec<_>>();
            assert_eq!(found.join(" "), wrong, "{children}");
        }
    }
}
