//! The entities that a document type declares, as far as the judge does not look at them: it follows one only where it is
//! named, and lets an attribute take any.

use std::collections::HashMap;

use super::bounds;
use super::judge::Breach;
use super::strict::is_character;
use super::text::is_blank;
use crate::Span;

/// How deep entities inside of entities are followed, as the judge does.
const DEPTH: usize = 10;

#[derive(Default)]
pub(super) struct Entities<'a> {
    text: &'a str,
    /// The first value of each name counts.
    values: HashMap<&'a str, &'a str>,
}

impl<'a> Entities<'a> {
    pub fn of(text: &'a str) -> Self {
        let mut values = HashMap::new();
        for (name, value) in bounds::entities(text).filter_map(bounds::declaration) {
            values.entry(name).or_insert(value);
        }
        Self { text, values }
    }

    /// A value or a name that none may have, named or not.
    pub fn breach(&self) -> Option<Breach> {
        bounds::entities(self.text).find_map(|declared| {
            let (name, value) = bounds::declaration(declared)?;
            let words = if name.contains(':') {
                "the name of an entity has a colon"
            } else if value.contains('%') {
                "the value of an entity has a bare %"
            } else if !value.split('&').skip(1).all(is_reference) {
                "the value of an entity has a bare & or a reference to no character"
            } else {
                return None;
            };
            let at = self.text.len() - declared.len();
            Some(Breach { span: Span::new(at, at + 1), words: words.to_owned() })
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
