//! What a reader of XML is told, one after the other: a tag, a piece of text, an end. By the scanner of any text, or along
//! the tree of a well-formed one.

use std::rc::Rc;

use quick_xml::events::attributes::Attributes;

use super::names::Space;
use super::text::{Piece, Written, attribute_value};
use crate::Span;
use crate::source::Source;

/// libxml2's own limit; a manifest goes about 15 deep.
pub(super) const DEPTH_LIMIT: usize = 256;
/// A manifest has about five.
pub(super) const NAMESPACES_KEPT: usize = 32;
/// Each element inside of it is compared with it. Those of manifests have about 60 bytes.
pub(super) const NAMESPACE_LIMIT: usize = 2_048;

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

pub(crate) trait Steps<'a>: Iterator<Item = Step<'a>> {
    fn source(&self) -> &'a Source<'a>;

    /// Whether an attribute of this qualified name is `xsi:type`, whatever the prefix; in the tag that was opened last.
    fn is_xsi_type(&self, qualified: &str) -> bool;

    /// Ends the steps here; what is open is closed, no more is opened.
    fn stop(&mut self, span: Span, words: &'static str);

    fn is_stopped(&self) -> bool;

    /// The value of an attribute without a namespace; of the tag that was opened last.
    fn attribute(&self, tag: &Tag<'a>, name: &str) -> Option<Written<'a>> {
        self.find(tag, |key| key == name)
    }

    /// The value of the declaration that binds the tag's own namespace, where it stands in this tag.
    fn declaration(&self, tag: &Tag<'a>) -> Option<Written<'a>> {
        let prefix = tag.qualified.strip_suffix(tag.local).unwrap_or_default().trim_end_matches(':');
        self.find(tag, |key| match key.strip_prefix("xmlns") {
            Some("") => prefix.is_empty(),
            Some(declared) => {
                declared.strip_prefix(':').is_some_and(|declared| !prefix.is_empty() && declared == prefix)
            }
            None => false,
        })
    }

    /// The value of `xsi:type`; of the tag that was opened last.
    fn xsi_type(&self, tag: &Tag<'a>) -> Option<Written<'a>> {
        self.find(tag, |key| self.is_xsi_type(key))
    }

    fn find(&self, tag: &Tag<'a>, is_meant: impl Fn(&str) -> bool) -> Option<Written<'a>> {
        let mut attributes = Attributes::new(tag.attributes, 0);
        attributes.with_checks(false);
        let found = attributes.flatten().find(|attribute| is_meant(attribute.key.0))?;
        // quick-xml hands out pieces of the text it was given; so each has an offset.
        let source = self.source();
        let start = source.offset_of(&found.value)?;
        let span = Span::new(start, start + found.value.len());
        let raw = source.text.get(start - source.base..span.end - source.base)?;
        Some(Written { value: attribute_value(raw), span })
    }
}
