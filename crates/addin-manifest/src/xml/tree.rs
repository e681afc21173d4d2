//! The steps of a text that the judge has found well-formed, along the tree that it made of it: what `scan` would find
//! with a parse of its own.
//!
//! The tree tells the elements, their namespaces and what stands between tags; the text tells the places, which the tree
//! does not keep. Nothing is guessed: where the two do not go together, or where the scanner has an answer of its own (very
//! deep nesting, very long names of namespaces), the walk is lost and the text is scanned.

use std::borrow::Cow;
use std::rc::Rc;

use memchr::{memchr, memchr3, memmem, memrchr};
use roxmltree::{Document, Node, NodeId, NodeType, StringStorage};

use super::names::{Space, XML_SCHEMA_INSTANCE};
use super::step::{DEPTH_LIMIT, NAMESPACE_LIMIT, NAMESPACES_KEPT, Step, Steps, Tag};
use super::text::{Piece, Written};
use crate::Span;
use crate::source::Source;

pub(super) struct Walk<'a, 'd> {
    source: &'a Source<'a>,
    text: &'a str,
    document: &'d Document<'a>,
    /// In document order.
    next: Option<Node<'d, 'a>>,
    /// Up to here the text is behind us.
    at: usize,
    open: Vec<Open<'d, 'a>>,
    /// The element of the tag that was opened last.
    opened: Option<Node<'d, 'a>>,
    /// Where an empty-element tag ended that is not closed yet.
    empty: Option<usize>,
    /// What is left of a text with references.
    pieces: &'a str,
    namespaces: Vec<(&'d str, Rc<str>, Space)>,
    no_namespace: Rc<str>,
    stopped: bool,
    /// Whether all of the text was walked: else the steps are worth nothing.
    pub ended: bool,
}

struct Open<'d, 'a> {
    node: Node<'d, 'a>,
    /// How long the name is, with its prefix.
    name: usize,
}

impl<'a, 'd> Walk<'a, 'd> {
    pub fn new(source: &'a Source<'a>, document: &'d Document<'a>) -> Self {
        Self {
            source,
            text: &source.text,
            document,
            next: Some(document.root()),
            at: 0,
            open: Vec::with_capacity(16),
            opened: None,
            empty: None,
            pieces: "",
            namespaces: Vec::with_capacity(8),
            no_namespace: Rc::from(""),
            stopped: false,
            ended: false,
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source.base + start, self.source.base + end)
    }

    /// Where a piece of the text begins. What the judge had to put together is none.
    fn place(&self, piece: &str) -> Option<usize> {
        Some(self.source.offset_of(piece)? - self.source.base)
    }

    fn ahead(&self, from: usize, byte: u8) -> Option<usize> {
        Some(from + memchr(byte, self.text.as_bytes().get(from..)?)?)
    }

    #[inline]
    fn start(&mut self, node: Node<'d, 'a>) -> Option<Step<'a>> {
        let name = node.tag_name();
        let local = name.name();
        let local_start = self.place(local)?;
        if self.open.is_empty() {
            // Comments and the like stand before the root.
            self.at = memrchr(b'<', &self.text.as_bytes()[..local_start])?;
        }
        if self.byte(self.at) != Some(b'<') || self.open.len() >= DEPTH_LIMIT {
            return None;
        }
        let name_end = local_start + local.len();
        let qualified = self.text.get(self.at + 1..name_end)?;
        let end = self.tag_end(node, name_end)?;
        let span = self.span(self.at, end);
        let empty = self.byte(end - 2) == Some(b'/');
        let attributes = self.text.get(name_end..end - if empty { 2 } else { 1 })?;
        let (namespace, space) = match name.namespace() {
            Some(uri) => self.namespace(uri)?,
            None => (Rc::clone(&self.no_namespace), Space::Other),
        };
        (self.at, self.opened) = (end, Some(node));
        if empty {
            self.empty = Some(end);
        } else {
            self.open.push(Open { node, name: qualified.len() });
        }
        Some(Step::Open(Tag { qualified, local, space, namespace, span, attributes }))
    }

    /// Behind the `>` of the tag whose name ends at `from`.
    fn tag_end(&self, node: Node<'d, 'a>, from: usize) -> Option<usize> {
        // Behind the last attribute, where it is as it is written; declarations of namespaces may follow.
        let last = node.attributes().next_back().map(|last| last.value());
        let mut at = last.and_then(|value| Some(self.place(value)? + value.len() + 1)).unwrap_or(from);
        loop {
            match self.byte(at)? {
                b'>' => return Some(at + 1),
                b'/' => at += 1,
                _ => {
                    at += memchr3(b'>', b'"', b'\'', &self.text.as_bytes()[at..])?;
                    let quote = self.byte(at)?;
                    if quote != b'>' {
                        at = self.ahead(at + 1, quote)? + 1;
                    }
                }
            }
        }
    }

    fn namespace(&mut self, uri: &'d str) -> Option<(Rc<str>, Space)> {
        let known = self.namespaces.iter().find(|(known, ..)| std::ptr::eq(*known, uri));
        if let Some((_, namespace, space)) = known {
            return Some((Rc::clone(namespace), *space));
        }
        if uri.len() > NAMESPACE_LIMIT {
            return None;
        }
        let (new, space) = (Rc::<str>::from(uri), Space::of(uri));
        if self.namespaces.len() < NAMESPACES_KEPT {
            self.namespaces.push((uri, Rc::clone(&new), space));
        }
        Some((new, space))
    }

    fn close(&mut self, open: &Open<'d, 'a>) -> Option<Step<'a>> {
        let start = self.at;
        if self.text.as_bytes().get(start..start + 2)? != b"</" {
            return None;
        }
        let end = self.ahead(start + 2 + open.name, b'>')? + 1;
        self.at = end;
        let tag = self.span(start, end);
        Some(Step::Close { end: tag.end, end_tag: Some(tag) })
    }

    fn content(&mut self, storage: &StringStorage<'a>) -> Option<Step<'a>> {
        let StringStorage::Borrowed(text) = storage else {
            let end = self.ahead(self.at, b'<')?;
            self.pieces = self.text.get(self.at..end)?;
            return self.piece();
        };
        let start = self.at;
        self.at += text.len();
        Some(Step::Content(Piece::Plain(text), self.span(start, self.at)))
    }

    /// The next of a text with references, as quick-xml takes it apart.
    fn piece(&mut self) -> Option<Step<'a>> {
        let text = self.pieces;
        let length = match text.find('&') {
            Some(0) => text.find(';')? + 1,
            Some(at) => at,
            None => text.len(),
        };
        let (piece, rest) = text.split_at(length);
        self.pieces = rest;
        let start = self.at;
        self.at += length;
        let piece = match piece.strip_prefix('&') {
            Some(reference) => Piece::Reference(reference.trim_end_matches(';')),
            None => Piece::Plain(piece),
        };
        Some(Step::Content(piece, self.span(start, self.at)))
    }
}

impl<'a> Iterator for Walk<'a, '_> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        if self.stopped {
            return None;
        }
        if let Some(end) = self.empty.take() {
            return Some(Step::Close { end: self.source.base + end, end_tag: None });
        }
        if !self.pieces.is_empty() {
            return self.piece();
        }
        loop {
            if let Some(open) = self.open.last()
                && self.next.is_none_or(|next| next.parent() != Some(open.node))
            {
                let open = self.open.pop()?;
                return self.close(&open);
            }
            let Some(node) = self.next else {
                self.ended = true;
                return None;
            };
            self.next = self.document.get_node(NodeId::new(node.id().get() + 1));
            match node.node_type() {
                NodeType::Element => return self.start(node),
                NodeType::Text => return self.content(node.text_storage()?),
                NodeType::Comment => self.at += "<!---->".len() + node.text()?.len(),
                NodeType::PI if self.open.is_empty() => {}
                NodeType::PI => self.at += memmem::find(self.text.as_bytes().get(self.at..)?, b"?>")? + 2,
                NodeType::Root => {}
            }
        }
    }
}

impl<'a> Steps<'a> for Walk<'a, '_> {
    fn source(&self) -> &'a Source<'a> {
        self.source
    }

    fn is_xsi_type(&self, qualified: &str) -> bool {
        let Some((prefix, "type")) = qualified.split_once(':') else { return false };
        let uri = self.opened.and_then(|node| node.lookup_namespace_uri(Some(prefix)));
        uri == Some(XML_SCHEMA_INSTANCE)
    }

    fn attribute(&self, tag: &Tag<'a>, name: &str) -> Option<Written<'a>> {
        let mut attributes = self.opened?.attributes();
        let found = attributes.find(|attribute| attribute.name() == name && attribute.namespace().is_none())?;
        match found.value_storage() {
            StringStorage::Borrowed(value) => {
                let start = self.place(value)?;
                Some(Written { value: Cow::Borrowed(value), span: self.span(start, start + value.len()) })
            }
            StringStorage::Owned(_) => self.find(tag, |key| key == name),
        }
    }

    /// Loses the way: the scanner knows what is to be said of it.
    fn stop(&mut self, _: Span, _: &'static str) {
        self.stopped = true;
    }

    fn is_stopped(&self) -> bool {
        self.stopped
    }
}
