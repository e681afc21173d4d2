//! What is refused before the judge looks, because a small file of this kind would take all its time or memory: it
//! compares each attribute of an element with each other, looks entities up one by one, and copies what one stands for
//! as often as it is named.
//!
//! The text is looked through as it lies there, comments and all: what only seems to be markup counts, too. So the
//! bounds are far from what any manifest has. That of memory grows with the file.

use std::collections::HashMap;

use memchr::{memchr, memchr_iter, memchr2_iter, memmem, memrchr};

use super::entities::{self, Declared, ENTITY};

/// Those of manifests have eight at most.
const ATTRIBUTES_LIMIT: usize = 128;
/// Each element that declares one gets a copy of the list of those around it.
const NAMESPACES_LIMIT: usize = 2_000;
/// Fewer than the scanner has place for around one element.
const NAMESPACES_PLAIN: usize = 100;
const ENTITIES_LIMIT: usize = 1_000;
/// What entities may stand for, in files of any size, in bytes with what the judge takes beside the text.
const EXPANSION_FREE: usize = 512 << 10;
const EXPANSION_LIMIT: usize = 16 << 20;
const EXPANSION_FACTOR: usize = 2;
/// What a reference takes.
const REFERENCE: usize = 24;
/// The judge follows entities inside of entities no deeper than 10.
const EXPANSION_DEPTH: usize = 10;

/// Bytes that the judge takes for a node, an attribute and a CDATA section.
const NODE: usize = 56;
const ATTRIBUTE: usize = 56;
const SECTION: usize = 80;
/// Nodes that a file of any size may have.
const NODES_FREE: usize = 40_000;

pub(super) const TOO_LARGE: &str = "the file is too large for a manifest: it has more markup than is read at this size";

pub(super) struct Bounds {
    /// How many nodes the judge may make of the text, so that it takes no more than its room.
    pub nodes_limit: u32,
    /// How many bytes of memory that is at most.
    pub bytes: usize,
    /// Whether the text declares entities, as far as it looks.
    pub entities: bool,
    /// Whether it declares none, has no CDATA sections, and few namespaces.
    pub plain: bool,
}

/// Where the text goes out of bounds, and how, in a sentence without a full stop; else what the judge may make of it in
/// `room` bytes of memory.
pub(super) fn of(text: &str, room: usize) -> Result<Bounds, (usize, &'static str)> {
    let counted = count(text)?;
    if counted.namespaces > NAMESPACES_LIMIT {
        return Err((0, "the file declares more than 2,000 namespaces"));
    }
    if let Some(at) = counted.entity {
        expansion(text, at)?;
    }
    // The judge reserves a node for each `<` and an attribute for each `=`; what is more doubles the nodes, for a
    // moment beside the old ones. A `<` ends a text and begins something: two nodes at most.
    let reserved = counted.tags * NODE + counted.equals * ATTRIBUTE + counted.sections * SECTION;
    // In the end it makes the list of attributes as short as it turned out: for a moment beside the old one.
    let shortened = reserved + counted.equals * ATTRIBUTE;
    if shortened > room {
        return Err((0, TOO_LARGE));
    }
    let doubled = reserved + 2 * counted.tags * NODE;
    let limit = if doubled <= room { 2 * counted.tags + 2 } else { counted.tags };
    Ok(Bounds {
        nodes_limit: u32::try_from(limit.max(NODES_FREE)).unwrap_or(u32::MAX),
        bytes: doubled.max(shortened).min(room),
        entities: counted.entity.is_some(),
        plain: counted.entity.is_none() && counted.sections == 0 && counted.namespaces <= NAMESPACES_PLAIN,
    })
}

struct Counted {
    /// Each `<`.
    tags: usize,
    /// Each `=`.
    equals: usize,
    sections: usize,
    /// Each `xmlns`.
    namespaces: usize,
    /// Where the first declaration of an entity stands.
    entity: Option<usize>,
}

fn count(text: &str) -> Result<Counted, (usize, &'static str)> {
    let bytes = text.as_bytes();
    let (mut sections, mut entity) = (0, None);
    for at in memmem::find_iter(bytes, "<!") {
        match &bytes[at..] {
            [_, _, b'[', rest @ ..] if rest.starts_with(b"CDATA[") => sections += 1,
            [_, _, b'E', ..] if entity.is_none() && text[at..].starts_with(ENTITY) => entity = Some(at),
            _ => {}
        }
    }
    let counted = Counted {
        tags: memchr_iter(b'<', bytes).count(),
        equals: memchr_iter(b'=', bytes).count(),
        sections,
        namespaces: memmem::find_iter(bytes, "xmlns").take(NAMESPACES_LIMIT + 1).count(),
        entity,
    };
    if counted.equals > ATTRIBUTES_LIMIT {
        each_tag(text)?;
    }
    Ok(counted)
}

/// Whether a tag has too many attributes. Only what is long enough for that is looked at: from a `<` to the next one, with
/// a whole block of the text in between.
fn each_tag(text: &str) -> Result<(), (usize, &'static str)> {
    let bytes = text.as_bytes();
    let mut behind = 0;
    for start in (0..bytes.len()).step_by(BLOCK) {
        let block = &bytes[start..(start + BLOCK).min(bytes.len())];
        if start < behind || memchr(b'<', block).is_some() {
            continue;
        }
        behind = memchr(b'<', &bytes[start..]).map_or(bytes.len(), |next| start + next);
        let Some(tag) = memrchr(b'<', &bytes[..start]) else { continue };
        let may_have_too_many = memchr_iter(b'=', &bytes[tag..behind]).nth(ATTRIBUTES_LIMIT).is_some();
        if may_have_too_many && attributes(&text[tag..]) > ATTRIBUTES_LIMIT {
            return Err((tag, "an element has more than 128 attributes"));
        }
    }
    Ok(())
}

/// A tag with too many attributes has two of these at least, so one that begins where a block does: `=''` is
/// the least of an attribute, well-formed or not.
const BLOCK: usize = ATTRIBUTES_LIMIT * "=''".len() / 2;

/// Of the tag that begins with this `<`; it ends before the next one, which no tag may hold.
fn attributes(tag: &str) -> usize {
    let mut quote = None;
    let mut count = 0;
    for byte in tag.bytes().skip(1) {
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
    length: usize,
    /// Indices of the entities that are named in it.
    names: Vec<usize>,
}

fn expansion(text: &str, at: usize) -> Result<(), (usize, &'static str)> {
    if memmem::find_iter(text.as_bytes(), ENTITY).nth(ENTITIES_LIMIT).is_some() {
        return Err((at, "the document type declares more than 1,000 entities"));
    }
    let mut indices = HashMap::new();
    let mut declarations = Vec::new();
    for Declared { name, value, .. } in entities::declared(text) {
        let next = indices.len();
        declarations.push((*indices.entry(name).or_insert(next), value));
    }
    let mut graph = Vec::new();
    graph.resize_with(indices.len(), Entity::default);
    for (index, value) in declarations {
        // Which of two with one name counts does not matter here.
        let markup = memchr2_iter(b'<', b'=', value.as_bytes()).count();
        graph[index].length += value.len() + REFERENCE + markup * NODE;
        graph[index].names.extend(references(value).filter_map(|name| indices.get(name)));
    }
    let lengths = lengths(&graph);
    let named = references(text).filter_map(|name| indices.get(name));
    let expansion = named.fold(0_usize, |sum, index| sum.saturating_add(lengths[*index]));
    let allowed = text.len().saturating_mul(EXPANSION_FACTOR).clamp(EXPANSION_FREE, EXPANSION_LIMIT);
    if expansion > allowed {
        return Err((at, "the entities of the document type stand for far more text than the file has"));
    }
    Ok(())
}

/// The names between `&` and `;`.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split('&').skip(1).filter_map(|after| Some(after.split_once(';')?.0))
}

/// How much text each entity stands for. One that names itself, over whatever others, goes round to the judge's depth.
fn lengths(entities: &[Entity]) -> Vec<usize> {
    let own = entities.iter().map(|entity| entity.length).collect::<Vec<_>>();
    (0..EXPANSION_DEPTH).fold(own, |known, _| {
        let length =
            |entity: &Entity| entity.names.iter().fold(entity.length, |sum, index| sum.saturating_add(known[*index]));
        entities.iter().map(length).collect()
    })
}
