//! The tokens of any text, well-formed or not, with namespaces and with spans of the file.
//!
//! quick-xml finds the tokens. What it leaves to its callers is done here: an end tag closes the elements that were left
//! open inside its own, one that closes nothing is passed over, and names are resolved at the level where they stand.

use std::borrow::Cow;
use std::iter::Peekable;
use std::rc::Rc;

use memchr::memmem::{self, FindIter};
use quick_xml::events::attributes::{Attribute, Attributes};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceError, NamespaceResolver, QName, ResolveResult};
use quick_xml::reader::Reader;

use super::entities::Entities;
use super::names::{Space, XML_SCHEMA_INSTANCE, local};
use super::text::{Piece, attribute_value};
use crate::source::Source;
use crate::{Span, Text};

/// libxml2's own limit; a manifest goes about 15 deep.
const DEPTH_LIMIT: usize = 256;
/// A manifest has about five.
const NAMESPACES_KEPT: usize = 32;
/// Each element inside of it is compared with it. Those of manifests have about 60 bytes.
const NAMESPACE_LIMIT: usize = 2_048;

pub(crate) struct Scanner<'a> {
    source: &'a Source<'a>,
    tokens: Reader<&'a [u8]>,
    /// What to add to an offset of `tokens` to get an offset in the file.
    base: usize,
    names: NamespaceResolver,
    /// Namespaces met so far, so that an element costs no copy of its own.
    namespaces: Vec<(Rc<str>, Space)>,
    /// What prefixes stand for here, as far as they were asked for.
    prefixes: Vec<(&'a str, Rc<str>, Space)>,
    /// Made when a namespace names one.
    entities: Option<Entities<'a>>,
    /// Where the text says `xmlns`, from here on: a tag without it costs no search of its own.
    declarations: Peekable<FindIter<'a, 'static>>,
    open: Vec<Open<'a>>,
    /// Closings that are due before the next token is read.
    due: Due,
    /// The element at which the scan ended before the text did, and why.
    pub stopped: Option<(Span, &'static str)>,
}

struct Open<'a> {
    qualified: &'a str,
    /// Whether it may declare a namespace: then it has a level in `names`.
    declares: bool,
}

#[derive(Clone, Copy)]
struct Due {
    count: usize,
    /// Where the elements end.
    at: usize,
    /// The end tag of the last of them.
    end_tag: Option<Span>,
}

pub(crate) enum Step<'a> {
    Open(Tag<'a>),
    Content(Piece<'a>, Span),
    Comment(Span),
    /// One for each `Open`, also at the end of a text that lacks end tags.
    Close {
        /// Where the element ends, past its `>`.
        end: usize,
        /// `None` for `<a/>`, and where the end tag is missing.
        end_tag: Option<Span>,
    },
}

/// A start tag or an empty-element tag.
#[derive(Clone)]
pub(crate) struct Tag<'a> {
    pub qualified: &'a str,
    pub local: &'a str,
    pub space: Space,
    pub namespace: Rc<str>,
    pub span: Span,
    /// What stands behind the name, as it is written.
    pub attributes: &'a str,
}

impl<'a> Scanner<'a> {
    pub fn new(source: &'a Source<'a>) -> Self {
        // quick-xml drops a byte order mark without counting it; `source` has counted one, more are no XML.
        let text = source.text.trim_start_matches('\u{FEFF}');
        let mut tokens = Reader::from_reader(text.as_bytes());
        let config = tokens.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        Self {
            source,
            tokens,
            base: source.base + (source.text.len() - text.len()),
            names: NamespaceResolver::default(),
            namespaces: Vec::new(),
            prefixes: Vec::new(),
            entities: None,
            declarations: memmem::find_iter(source.text.as_bytes(), "xmlns").peekable(),
            open: Vec::new(),
            due: Due { count: 0, at: 0, end_tag: None },
            stopped: None,
        }
    }

    /// The value of an attribute without a namespace.
    pub fn attribute(&self, tag: &Tag<'a>, name: &str) -> Option<Text> {
        self.find(tag, |key| key == name)
    }

    /// The value of the declaration that binds the tag's own namespace, where it stands in this tag.
    pub fn declaration(&self, tag: &Tag<'a>) -> Option<Text> {
        let prefix = tag.qualified.strip_suffix(tag.local).unwrap_or_default().trim_end_matches(':');
        self.find(tag, |key| match key.strip_prefix("xmlns") {
            Some("") => prefix.is_empty(),
            Some(declared) => {
                declared.strip_prefix(':').is_some_and(|declared| !prefix.is_empty() && declared == prefix)
            }
            None => false,
        })
    }

    /// The value of `xsi:type`, whatever the prefix; only while `tag` is the last that was opened.
    pub fn xsi_type(&self, tag: &Tag<'a>) -> Option<Text> {
        let of_schema = |key: &str| {
            let (space, name) = self.names.resolve_attribute(QName(key));
            matches!(space, ResolveResult::Bound(Namespace(XML_SCHEMA_INSTANCE))) && name.as_ref() == "type"
        };
        self.find(tag, of_schema)
    }

    /// The values of two attributes without a namespace, in one pass.
    pub fn two_attributes(&self, tag: &Tag<'a>, names: [&str; 2]) -> [Option<Text>; 2] {
        let mut found = [None, None];
        for attribute in attributes(tag) {
            if let Some(at) = names.iter().position(|name| *name == attribute.key.0)
                && found[at].is_none()
            {
                found[at] = self.text(&attribute);
            }
        }
        found
    }

    fn find(&self, tag: &Tag<'a>, is_meant: impl Fn(&str) -> bool) -> Option<Text> {
        self.text(&attributes(tag).find(|attribute| is_meant(attribute.key.0))?)
    }

    fn text(&self, attribute: &Attribute<'_>) -> Option<Text> {
        // quick-xml hands out pieces of the text it was given; so each has an offset.
        let start = self.source.offset_of(&attribute.value)?;
        let span = Span::new(start, start + attribute.value.len());
        Some(Text { value: attribute_value(&attribute.value), span })
    }

    /// Ends the scan here; what is open is closed, no more is opened.
    pub fn stop(&mut self, span: Span, words: &'static str) {
        self.stopped = Some((span, words));
        self.due = Due { count: self.open.len(), at: span.end, end_tag: None };
    }

    /// The offset in the file of what the tokenizer has read so far.
    fn reached(&self) -> usize {
        self.base.saturating_add(usize::try_from(self.tokens.buffer_position()).unwrap_or(usize::MAX))
    }

    fn slice(&self, start: usize, end: usize) -> Option<&'a str> {
        self.source.text.get(start.checked_sub(self.source.base)?..end.checked_sub(self.source.base)?)
    }

    fn close_one(&mut self) -> Step<'a> {
        if self.open.pop().is_some_and(|open| open.declares) {
            self.names.pop();
            self.prefixes.clear();
        }
        self.due.count -= 1;
        let end_tag = if self.due.count == 0 { self.due.end_tag } else { None };
        Step::Close { end: end_tag.map_or(self.due.at, |tag| tag.end), end_tag }
    }

    fn start(&mut self, span: Span, name_length: usize, empty: bool) -> Option<Step<'a>> {
        if self.open.len() >= DEPTH_LIMIT {
            self.stopped = Some((span, "elements are nested more than 256 deep"));
            return None;
        }
        let inside = self.slice(span.start + 1, span.end - if empty { 2 } else { 1 })?;
        let (qualified, attributes) = inside.split_at_checked(name_length)?;
        let (start, end) = (span.start - self.source.base, span.end - self.source.base);
        while self.declarations.next_if(|at| *at < start).is_some() {}
        let declares = self.declarations.peek().is_some_and(|at| *at < end);
        if declares {
            self.prefixes.clear();
            // Any other error is a breach of the rules for namespaces, the judge's to report; the level is open all the
            // same.
            let pushed = self.names.push(&BytesStart::from_content(inside, name_length));
            if let Err(NamespaceError::TooManyBindings(_)) = pushed {
                self.names.pop();
                self.stopped = Some((span, "more than 128 namespaces are declared around one element"));
                return None;
            }
        }
        self.open.push(Open { qualified, declares });
        if empty {
            self.due = Due { count: 1, at: span.end, end_tag: None };
        }
        let local = local(qualified);
        let prefix = &qualified[..qualified.len() - local.len()];
        let known = self.prefixes.iter().find(|(known, ..)| *known == prefix);
        let (namespace, space) = match known {
            Some((_, namespace, space)) => (Rc::clone(namespace), *space),
            None => {
                let (namespace, space) = self.namespace(qualified);
                if self.prefixes.len() < NAMESPACES_KEPT {
                    self.prefixes.push((prefix, Rc::clone(&namespace), space));
                }
                (namespace, space)
            }
        };
        if namespace.len() > NAMESPACE_LIMIT {
            self.stop(span, "the name of a namespace has more than 2,048 characters");
            return None;
        }
        Some(Step::Open(Tag { qualified, local, space, namespace, span, attributes }))
    }

    /// Empty for an element in no namespace, and for one whose prefix is bound to none.
    fn namespace(&mut self, qualified: &str) -> (Rc<str>, Space) {
        let uri = match self.names.resolve_element(QName(qualified)).0 {
            ResolveResult::Bound(Namespace(uri)) if uri.contains('&') => {
                let entities = self.entities.get_or_insert_with(|| Entities::of(&self.source.text));
                Cow::Owned(attribute_value(&entities.expanded(uri)))
            }
            ResolveResult::Bound(Namespace(uri)) => Cow::Borrowed(uri),
            ResolveResult::Unbound | ResolveResult::Unknown(_) => Cow::Borrowed(""),
        };
        if let Some((known, space)) = self.namespaces.iter().find(|(known, _)| **known == *uri) {
            return (Rc::clone(known), *space);
        }
        let (new, space) = (Rc::<str>::from(&*uri), Space::of(&uri));
        if self.namespaces.len() < NAMESPACES_KEPT {
            self.namespaces.push((Rc::clone(&new), space));
        }
        (new, space)
    }

    fn end(&mut self, span: Span) {
        let name = self.slice(span.start + 2, span.end - 1).unwrap_or_default().trim_end();
        if let Some(at) = self.open.iter().rposition(|open| open.qualified == name) {
            self.due = Due { count: self.open.len() - at, at: span.start, end_tag: Some(span) };
        }
    }
}

fn attributes<'a>(tag: &Tag<'a>) -> impl Iterator<Item = Attribute<'a>> + use<'a> {
    let mut attributes = Attributes::new(tag.attributes, 0);
    attributes.with_checks(false);
    attributes.flatten()
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        loop {
            if self.due.count > 0 {
                return Some(self.close_one());
            }
            if self.stopped.is_some() && self.open.is_empty() {
                return None;
            }
            let start = self.reached();
            let event = self.tokens.read_event();
            let end = self.reached();
            let span = Span::new(start, end);
            let step = match event {
                Ok(Event::Start(tag)) => self.start(span, tag.name().0.len(), false),
                Ok(Event::Empty(tag)) => self.start(span, tag.name().0.len(), true),
                Ok(Event::End(_)) => {
                    self.end(span);
                    continue;
                }
                Ok(Event::Text(_)) => self.slice(start, end).map(|text| Step::Content(Piece::Plain(text), span)),
                Ok(Event::GeneralRef(_)) => {
                    self.slice(start + 1, end - 1).map(|name| Step::Content(Piece::Reference(name), span))
                }
                Ok(Event::CData(_)) => {
                    self.slice(start + 9, end - 3).map(|text| Step::Content(Piece::CData(text), span))
                }
                Ok(Event::Comment(_)) => Some(Step::Comment(span)),
                Ok(Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => continue,
                // An error that does not move on would come again for ever; the last token of all is one, too.
                Err(_) if end > start => continue,
                Ok(Event::Eof) | Err(_) => {
                    if self.open.is_empty() {
                        return None;
                    }
                    self.due = Due { count: self.open.len(), at: end, end_tag: None };
                    continue;
                }
            };
            match step {
                Some(step) => return Some(step),
                None if self.stopped.is_some() => {
                    self.due = Due { count: self.open.len(), at: start, end_tag: None };
                }
                None => {}
            }
        }
    }
}
