//! What is refused before the judge looks, because a small file of this kind would take all its time or memory: it
//! compares each attribute of an element with each other, looks entities up one by one, and copies what one stands for
//! as often as it is named.
//!
//! The text is looked through as it lies there, comments and all: what only seems to be markup counts, too. So the
//! bounds are far from what any manifest has.

use std::collections::HashMap;

use super::text::is_blank;

const ATTRIBUTES_LIMIT: usize = 1_000;
const ENTITIES_LIMIT: usize = 1_000;
/// What entities may stand for, in files of any size.
const EXPANSION_FREE: u64 = 1_000_000;
const EXPANSION_LIMIT: u64 = 16_000_000;
const EXPANSION_FACTOR: u64 = 8;
/// The judge follows entities inside of entities no deeper than 10.
const EXPANSION_DEPTH: usize = 10;

/// Where the text goes out of bounds, and how, in a sentence without a full stop.
pub(super) fn exceeded(text: &str) -> Option<(usize, &'static str)> {
    too_many_attributes(text).or_else(|| too_much_expansion(text))
}

fn too_many_attributes(text: &str) -> Option<(usize, &'static str)> {
    let starts = text.match_indices('<').map(|(at, _)| at);
    let mut starts = starts.filter(|at| text[at + 1..].starts_with(|c: char| c.is_alphabetic() || "_:".contains(c)));
    starts
        .find(|at| attributes(&text[at + 1..]) > ATTRIBUTES_LIMIT)
        .map(|at| (at, "an element has more than 1,000 attributes"))
}

/// Of the tag that begins here; it ends before the next `<`, which no tag may hold.
fn attributes(tag: &str) -> usize {
    let mut quote = None;
    let mut count = 0;
    for byte in tag.bytes() {
        match (quote, byte) {
            (_, b'<') | (None, b'>') => break,
            (None, b'"' | b'\'') => {
                count += 1;
                quote = Some(byte);
            }
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    count
}

#[derive(Default)]
struct Entity {
    length: u64,
    /// Indices of the entities that are named in it.
    names: Vec<usize>,
}

fn too_much_expansion(text: &str) -> Option<(usize, &'static str)> {
    let keyword = "<!ENTITY";
    let at = text.find(keyword)?;
    let found = text.match_indices(keyword).map(|(at, _)| &text[at + keyword.len()..]);
    if found.clone().nth(ENTITIES_LIMIT).is_some() {
        return Some((at, "the document type declares more than 1,000 entities"));
    }
    let mut indices = HashMap::new();
    let mut declarations = Vec::new();
    for (name, value) in found.filter_map(declaration) {
        let next = indices.len();
        declarations.push((*indices.entry(name).or_insert(next), value));
    }
    let mut entities = Vec::new();
    entities.resize_with(indices.len(), Entity::default);
    for (index, value) in declarations {
        // Which of two with one name counts does not matter here.
        entities[index].length += value.len() as u64;
        entities[index].names.extend(references(value).filter_map(|name| indices.get(name)));
    }
    let lengths = lengths(&entities);
    let named = references(text).filter_map(|name| indices.get(name));
    let expansion = named.fold(0_u64, |sum, index| sum.saturating_add(lengths[*index]));
    let allowed = (text.len() as u64).saturating_mul(EXPANSION_FACTOR).clamp(EXPANSION_FREE, EXPANSION_LIMIT);
    let words = if allowed == EXPANSION_LIMIT {
        "the entities of the document type stand for more than 16 MB of text"
    } else {
        "the entities of the document type stand for more than 8 times the text of the file"
    };
    (expansion > allowed).then_some((at, words))
}

/// Name and value, of what stands behind `<!ENTITY`.
fn declaration(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.trim_start_matches(is_blank).split_once(is_blank)?;
    let rest = rest.trim_start_matches(is_blank);
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = &rest[1..];
    Some((name, &value[..value.find(quote)?]))
}

/// The names between `&` and `;`.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split('&').skip(1).filter_map(|after| Some(after.split_once(';')?.0))
}

/// How much text each entity stands for. One that names itself, over whatever others, goes round to the judge's depth.
fn lengths(entities: &[Entity]) -> Vec<u64> {
    let own = entities.iter().map(|entity| entity.length).collect::<Vec<_>>();
    (0..EXPANSION_DEPTH).fold(own, |known, _| {
        let length =
            |entity: &Entity| entity.names.iter().fold(entity.length, |sum, index| sum.saturating_add(known[*index]));
        entities.iter().map(length).collect()
    })
}
