//! The children of one element against the sequence that the schema has for them.

use std::borrow::Cow;

use super::order::WEB_APPLICATION_INFO;
use crate::{Belongs, Span};

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
    pub fn misplaced(&self) -> impl Iterator<Item = (&'static str, Span, Belongs)> {
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
        let right = standing.iter().rev().map(|at| self.first[*at].0).collect::<Vec<_>>();
        let wrong = self.first.iter().enumerate().filter(move |(at, _)| !standing.contains(at));
        // Some stand right wherever one stands wrong.
        wrong.filter_map(move |(_, (rank, span))| {
            let next = right.partition_point(|standing| standing < rank);
            let ahead = right.get(next).map(|next| Belongs::AheadOf(self.sequence[*next]));
            let belongs = ahead.or_else(|| right.last().map(|last| Belongs::Behind(self.sequence[*last])))?;
            Some((self.sequence[*rank], *span, belongs))
        })
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
            let found = siblings.misplaced().map(|(name, ..)| name).collect::<Vec<_>>();
            assert_eq!(found.join(" "), wrong, "{children}");
        }
    }

    #[test]
    fn each_belongs_beside_one_that_stands_right() {
        const SEQUENCE: &[&str] = &["A", "B", "C", "D"];
        for (children, belongs) in [
            (["B", "D", "A"], Belongs::AheadOf("B")),
            (["D", "A", "B"], Belongs::Behind("B")),
            (["A", "D", "C"], Belongs::AheadOf("D")),
        ] {
            let mut siblings = Siblings::new(SEQUENCE);
            for (at, name) in children.iter().enumerate() {
                siblings.add(name, Span::new(at, at));
            }
            assert_eq!(
                siblings.misplaced().map(|(.., belongs)| belongs).collect::<Vec<_>>(),
                [belongs],
                "{children:?}"
            );
        }
    }
}
