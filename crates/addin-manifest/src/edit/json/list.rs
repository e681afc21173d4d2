//! An object or an array as it is written: its entries, and the edits that put one in or take some out.

use super::layout::Layout;
use crate::Span;
use crate::edit::Edit;
use crate::json::{Member, Value};

/// A property with its key, or an item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    pub key: Option<Value<'a>>,
    pub value: Value<'a>,
}

#[derive(Debug, Clone)]
pub(super) struct List<'a> {
    /// The whole file; all offsets are into it.
    pub text: &'a str,
    pub whole: Value<'a>,
    pub entries: Vec<Entry<'a>>,
}

pub(super) fn offset(text: &str, piece: Value<'_>) -> usize {
    (piece.text.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

pub(super) fn span(text: &str, piece: Value<'_>) -> Span {
    let start = offset(text, piece);
    Span::new(start, start + piece.text.len())
}

impl<'a> List<'a> {
    /// Without entries if the value is neither object nor array.
    pub fn of(text: &'a str, whole: Value<'a>) -> Self {
        let mut entries = Vec::new();
        whole.members(|Member { key, value }| entries.push(Entry { key: Some(key), value }));
        whole.items(|value| entries.push(Entry { key: None, value }));
        Self { text, whole, entries }
    }

    pub fn span(&self, at: usize) -> Span {
        let Entry { key, value } = self.entries[at];
        Span::new(offset(self.text, key.unwrap_or(value)), span(self.text, value).end)
    }

    /// Of the opening bracket.
    pub fn start(&self) -> usize {
        offset(self.text, self.whole)
    }

    /// Every property of this name; the last is the one that counts.
    pub fn named(&self, name: &str) -> Vec<usize> {
        let key = |entry: &Entry<'_>| entry.key.and_then(Value::string).is_some_and(|key| key == name);
        self.entries.iter().enumerate().filter(|(_, entry)| key(entry)).map(|(at, _)| at).collect()
    }

    pub fn last_named(&self, name: &str) -> Option<usize> {
        self.named(name).pop()
    }

    pub fn value(&self, name: &str) -> Option<Value<'a>> {
        self.last_named(name).map(|at| self.entries[at].value)
    }

    /// A new entry behind another, or in front of all. There must be one already.
    ///
    /// The comma and the blank space are put where [`Self::remove`] takes them: behind the entry before the new one.
    pub fn insert(&self, behind: Option<usize>, new: &str) -> Edit {
        let separator = Layout::of(self, behind).separator();
        match behind {
            Some(at) => Edit::insert(self.span(at).end, [",", &separator, new].concat()),
            None => Edit::insert(self.span(0).start, [new, ",", &separator].concat()),
        }
    }

    /// Takes these entries out, each with the comma and the blank space before it; one that comes first with those behind
    /// it.
    pub fn remove(&self, mut which: impl FnMut(usize) -> bool) -> Vec<Edit> {
        let count = self.entries.len();
        let mut edits = Vec::new();
        let mut at = 0;
        while at < count {
            let first = at;
            while at < count && which(at) {
                at += 1;
            }
            if at > first {
                let end_of = |at: usize| self.span(at).end;
                edits.push(Edit::remove(match (first, at) {
                    (0, end) if end < count => Span::new(self.span(0).start, self.span(end).start),
                    (0, _) => Span::new(self.start() + 1, span(self.text, self.whole).end - 1),
                    (first, end) => Span::new(end_of(first - 1), end_of(end - 1)),
                }));
            }
            at += 1;
        }
        edits
    }
}
