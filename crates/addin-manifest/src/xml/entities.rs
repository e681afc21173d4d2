//! The entities that a document type declares, as far as the judge does not look at them: it follows one only where it is
//! named, and lets an attribute take any.

use std::collections::HashMap;

use memchr::{memchr, memmem};

use super::judge::Breach;
use super::strict::is_character;
use super::text::is_blank;
use crate::Span;

/// How deep entities inside of entities are followed, as the judge does.
const DEPTH: usize = 10;

pub(super) const ENTITY: &str = "<!ENTITY";

/// What looks like the declaration of an entity, of either kind.
#[derive(Clone, Copy)]
pub(super) struct Declared<'a> {
    /// Behind its keyword.
    at: usize,
    pub name: &'a str,
    pub value: &'a str,
}

/// All that look like declarations, in comments and in each other, too. Each byte is looked at a few times at most: no
/// name has a `<`, and of each quotation mark the next one is found once.
pub(super) fn declared(text: &str) -> impl Iterator<Item = Declared<'_>> {
    let mut quotes = [Next::default(), Next::default()];
    memmem::find_iter(text.as_bytes(), ENTITY).filter_map(move |at| {
        let at = at + ENTITY.len();
        let rest = behind_blank(&text[at..])?;
        // A parameter entity: the judge follows its name as that of any other.
        let rest = rest.strip_prefix('%').and_then(behind_blank).unwrap_or(rest);
        let (name, rest) = rest.split_at(rest.find(|c: char| is_blank(c) || c == '<')?);
        let rest = behind_blank(rest)?;
        let (quote, next) = match rest.bytes().next()? {
            b'"' => (b'"', &mut quotes[0]),
            b'\'' => (b'\'', &mut quotes[1]),
            _ => return None,
        };
        let start = text.len() - rest.len() + 1;
        let end = next.at_or_behind(start, |from| Some(from + memchr(quote, &text.as_bytes()[from..])?))?;
        Some(Declared { at, name, value: &text[start..end] })
    })
}

/// `None` if there is no blank space.
fn behind_blank(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(is_blank);
    (rest.len() < text.len()).then_some(rest)
}

/// Where something stands next, for places that only grow: what was found is not searched again.
#[derive(Default)]
struct Next {
    /// What was found last; `Some(None)` where nothing follows.
    found: Option<Option<usize>>,
}

impl Next {
    fn at_or_behind(&mut self, place: usize, find: impl FnOnce(usize) -> Option<usize>) -> Option<usize> {
        match self.found {
            Some(None) => None,
            Some(Some(at)) if at >= place => Some(at),
            _ => *self.found.insert(find(place)),
        }
    }
}

#[derive(Default)]
pub(crate) struct Entities<'a> {
    declared: Vec<Declared<'a>>,
    /// The first value of each name counts.
    values: HashMap<&'a str, &'a str>,
}

impl<'a> Entities<'a> {
    pub fn of(text: &'a str) -> Self {
        let declared = declared(text).collect::<Vec<_>>();
        let mut values = HashMap::new();
        for Declared { name, value, .. } in &declared {
            values.entry(*name).or_insert(*value);
        }
        Self { declared, values }
    }

    /// An attribute value with each entity replaced that stands for plain text.
    pub fn expanded(&self, raw: &str) -> String {
        let mut pieces = raw.split('&');
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let plain = |name: &str| self.values.get(name).filter(|value| !value.contains(['&', '<']));
            match piece.split_once(';').and_then(|(name, behind)| Some((plain(name)?, behind))) {
                Some((value, behind)) => text.extend([value, behind]),
                None => text.extend(["&", piece]),
            }
        }
        text
    }

    /// A value or a name that none may have, named or not.
    pub(super) fn breach(&self) -> Option<Breach> {
        self.declared.iter().find_map(|Declared { at, name, value }| {
            let words = if name.contains(':') {
                "the name of an entity has a colon"
            } else if value.contains('%') {
                "the value of an entity has a bare %"
            } else if !value.split('&').skip(1).all(is_reference) {
                "the value of an entity has a bare & or a reference to no character"
            } else {
                return None;
            };
            Some(Breach { span: Span::new(*at, at + 1), words: words.to_owned() })
        })
    }

    /// Whether the entity stands for text with a `<` in it, itself or through others.
    pub fn holds_markup(&self, name: &str) -> bool {
        let mut reached = vec![name];
        let mut next = 0;
        for _ in 0..DEPTH {
            let here = next..reached.len();
            next = here.end;
            for at in here {
                let Some(value) = self.values.get(reached[at]) else { continue };
                if value.contains('<')
                    || value.contains("&#60;")
                    || value.contains("&#x3c;")
                    || value.contains("&#x3C;")
                {
                    return true;
                }
                let names = value.split('&').skip(1).filter_map(|after| Some(after.split_once(';')?.0));
                for name in names {
                    if !reached.contains(&name) {
                        reached.push(name);
                    }
                }
            }
        }
        false
    }
}

/// Of what stands behind `&`.
fn is_reference(rest: &str) -> bool {
    let Some((name, _)) = rest.split_once(';') else { return false };
    let Some(number) = name.strip_prefix('#') else {
        return name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':'))
            && !name.contains(|c: char| is_blank(c) || "&<>\"'=".contains(c));
    };
    let code = match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32).is_some_and(is_character)
}
