//! What is refused before the judge looks, because a small file of this kind would take all its time or memory: it
//! compares each attribute of an element with each other, looks entities up one by one, and copies what one stands for
//! as often as it is named.
//!
//! The text is looked through as it lies there, comments and all: what only seems to be markup counts, too. So the
//! bounds are far from what any manifest has. That of memory grows with the file.

use std::collections::HashMap;

use memchr::{memchr, memchr_iter, memchr2_iter, memmem, memrchr};

use super::copies::Copies;
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
/// Bytes that the judge takes for the prefix of an open element, for each `<`: every second one opens an element at most, and
/// their list doubles.
const PREFIX: usize = 16;
/// Nodes that a small file may have.
const NODES_FREE: usize = 20_000;

pub(super) const TOO_LARGE: &str = "the file is too large for a manifest: it has more markup than is read at this size";

pub(super) struct Bounds {
    /// How many nodes the judge may make of the text, so that it takes no more than its room.
    pub nodes_limit: u32,
    /// How many bytes of memory its document takes at most, beside the nodes.
    beside_nodes: usize,
    /// Whether the text declares entities, as far as it looks.
    pub entities: bool,
    /// Whether it has neither a document type nor CDATA sections, and few namespaces.
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
    // To look closer costs time, and a small file has room enough.
    let rough = Copies::at_most(text.len(), counted.tags + counted.equals, counted.sections > 0);
    let all_fit = fitting(&counted, &rough, room / 2).filter(|fit| fit.nodes >= 2 * counted.tags);
    let fit = all_fit.or_else(|| fitting(&counted, &Copies::of(text), room)).ok_or((0, TOO_LARGE))?;
    Ok(Bounds {
        nodes_limit: u32::try_from(fit.nodes).unwrap_or(u32::MAX),
        beside_nodes: fit.beside_nodes,
        entities: counted.entity.is_some(),
        plain: counted.declarations == 0 && counted.namespaces <= NAMESPACES_PLAIN,
    })
}

impl Bounds {
    /// How many bytes of memory the document takes at most, when it is made.
    pub fn document(&self, nodes: usize) -> usize {
        self.beside_nodes + nodes * NODE
    }
}

struct Fit {
    nodes: usize,
    beside_nodes: usize,
}

/// How many nodes the judge can make of the text without taking more than this room at any time; `None` if it takes more
/// with none at all.
fn fitting(counted: &Counted, copies: &Copies, room: usize) -> Option<Fit> {
    let Counted { tags, equals, .. } = *counted;
    // The judge reserves a node for each `<` and an attribute for each `=`.
    let (nodes, attributes) = (tags * NODE, equals * ATTRIBUTE);
    let reserved = nodes + attributes + counted.sections * SECTION + tags * PREFIX + copies.kept;
    let free = room.checked_sub(reserved)?;
    // In the end each list is copied, as long as it turned out, beside the old one: first the nodes, then the attributes.
    let least = copies.passing.max(attributes);
    // More nodes double their list, for a moment beside the old one.
    let doubled = (2 * nodes + copies.passing).max(nodes + attributes);
    let at_most = match free {
        _ if least > free => return None,
        _ if doubled > free => (free / NODE).min(tags),
        // A `<` ends a text and begins something: two nodes at most.
        _ => ((free - nodes) / NODE).min(2 * tags),
    };
    // More are made of what entities stand for, and of a text that breaks off; they double their list more than once.
    let nodes = if free >= 3 * NODES_FREE * NODE { at_most.max(NODES_FREE) } else { at_most };
    Some(Fit { nodes, beside_nodes: attributes + copies.kept })
}

struct Counted {
    /// Each `<`.
    tags: usize,
    /// Each `=`.
    equals: usize,
    sections: usize,
    /// Each `<!` that begins no comment.
    declarations: usize,
    /// Each `xmlns`.
    namespaces: usize,
    /// Where the first declaration of an entity stands.
    entity: Option<usize>,
}

fn count(text: &str) -> Result<Counted, (usize, &'static str)> {
    let bytes = text.as_bytes();
    let (mut sections, mut declarations, mut entity) = (0, 0, None);
    for at in memmem::find_iter(bytes, "<!") {
        declarations += usize::from(!bytes[at..].starts_with(b"<!--"));
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
        declarations,
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
