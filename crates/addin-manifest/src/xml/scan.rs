//! The tokens of any text, well-formed or not, with namespaces and with spans of the file.
//!
//! quick-xml finds the tokens. What it leaves to its callers is done here: an end tag closes the elements that were left
//! open inside its own, one that closes nothing is passed over, and names are resolved at the level where they stand.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::iter::Peekable;
use std::rc::Rc;

use memchr::memmem::{self, FindIter};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceError, NamespaceResolver, QName, ResolveResult};
use quick_xml::reader::Reader;

use super::entities::Entities;
use super::names::{Space, XML_SCHEMA_INSTANCE, local};
use super::step::{DEPTH_LIMIT, NAMESPACE_LIMIT, NAMESPACES_KEPT, Step, Steps, Tag};
use super::text::{Piece, attribute_value};
use crate::Span;
use crate::source::Source;

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
    entities: OnceCell<Entities<'a>>,
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
            entities: OnceCell::new(),
            declarations: memmem::find_iter(source.text.as_bytes(), "xmlns").peekable(),
            open: Vec::new(),
            due: Due { count: 0, at: 0, end_tag: None },
            stopped: None,
        }
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
            ResolveResult::Bound(Namespace(uri)) => self.as_meant(uri),
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

    /// The name of a namespace as an attribute's value, which it is. One that is too long stays as it is written: it could be
    /// asked for again and again.
    fn as_meant<'u>(&self, uri: &'u str) -> Cow<'u, str> {
        if uri.len() > NAMESPACE_LIMIT {
            return Cow::Borrowed(uri);
        }
        if !uri.contains('&') {
            return attribute_value(uri);
        }
        let entities = self.entities.get_or_init(|| Entities::of(&self.source.text));
        Cow::Owned(attribute_value(&entities.expanded(uri)).into_owned())
    }

    fn end(&mut self, span: Span) {
        let name = self.slice(span.start + 2, span.end - 1).unwrap_or_default().trim_end();
        if let Some(at) = self.open.iter().rposition(|open| open.qualified == name) {
            self.due = Due { count: self.open.len() - at, at: span.start, end_tag: Some(span) };
        }
    }
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

impl<'a> Steps<'a> for Scanner<'a> {
    fn source(&self) -> &'a Source<'a> {
        self.source
    }

    fn is_xsi_type(&self, qualified: &str) -> bool {
        match self.names.resolve_attribute(QName(qualified)) {
            (ResolveResult::Bound(Namespace(uri)), name) if name.as_ref() == "type" => {
                self.as_meant(uri) == XML_SCHEMA_INSTANCE
            }
            _ => false,
        }
    }

    fn stop(&mut self, span: Span, words: &'static str) {
        self.stopped = Some((span, words));
        self.due = Due { count: self.open.len(), at: span.end, end_tag: None };
    }

    fn is_stopped(&self) -> bool {
        self.stopped.is_some()
    }
}
