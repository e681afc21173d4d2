//! Character data and attribute values: references resolved, blank space trimmed, the span kept.

use std::borrow::Cow;

use quick_xml::escape::resolve_xml_entity;

use crate::{Span, Text};

/// White space of XML. A no-break space is none: it belongs to the value, where it is a mistake worth seeing.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// What a reference between `&` and `;` stands for; `None` for an entity that XML does not predefine.
pub(crate) fn resolve(reference: &str) -> Option<char> {
    let Some(number) = reference.strip_prefix('#') else {
        return resolve_xml_entity(reference)?.chars().next();
    };
    let code = match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}

/// The value of an attribute, which owns nothing as long as it is as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written<'a> {
    pub value: Cow<'a, str>,
    pub span: Span,
}

impl From<Written<'_>> for Text {
    fn from(Written { value, span }: Written<'_>) -> Self {
        Self { value: value.into_owned(), span }
    }
}

/// An attribute value as a parser hands it over. What is no known reference stays as it is written.
pub(crate) fn attribute_value(raw: &str) -> Cow<'_, str> {
    if !raw.bytes().any(|byte| matches!(byte, b'&' | b'\t' | b'\r' | b'\n')) {
        return Cow::Borrowed(raw);
    }
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at);
        push_spaced(&mut value, before);
        let resolved = after.find(';').and_then(|end| Some((resolve(&after[1..end])?, end + 1)));
        let (c, used) = resolved.unwrap_or(('&', 1));
        value.push(c);
        rest = &after[used..];
    }
    push_spaced(&mut value, rest);
    Cow::Owned(value)
}

/// With a space for each blank; `\r\n` is one.
fn push_spaced(value: &mut String, written: &str) {
    let mut before = ' ';
    for c in written.chars() {
        if (before, c) != ('\r', '\n') {
            value.push(if is_blank(c) { ' ' } else { c });
        }
        before = c;
    }
}

/// A piece of the content of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    Plain(&'a str),
    /// Between `&` and `;`.
    Reference(&'a str),
    CData(&'a str),
}

/// Collects the pieces of an element's own content, whatever comments stand between them.
#[derive(Debug, Default)]
pub(crate) struct TextBuilder {
    value: String,
    span: Option<Span>,
}

impl TextBuilder {
    pub fn push(&mut self, piece: Piece<'_>, span: Span) {
        let span = match piece {
            Piece::Plain(text) => {
                self.value.push_str(text);
                let start = span.start + (text.len() - text.trim_start_matches(is_blank).len());
                let end = span.end - (text.len() - text.trim_end_matches(is_blank).len());
                Span::new(start, end)
            }
            Piece::Reference(name) => {
                match resolve(name) {
                    Some(c) => self.value.push(c),
                    None => self.value.extend(["&", name, ";"]),
                }
                span
            }
            Piece::CData(text) => {
                self.value.push_str(text);
                span
            }
        };
        if !span.is_empty() {
            let start = self.span.map_or(span.start, |known| known.start);
            self.span = Some(Span::new(start, span.end));
        }
    }

    /// `otherwise` is the span of a value that has no bytes.
    pub fn finish(mut self, otherwise: Span) -> Text {
        self.value.truncate(self.value.trim_end_matches(is_blank).len());
        let blank = self.value.len() - self.value.trim_start_matches(is_blank).len();
        self.value.drain(..blank);
        self.value.shrink_to_fit();
        Text { value: self.value, span: self.span.unwrap_or(otherwise) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attribute_values() {
        for (raw, value) in [
            ("https://localhost:3000/a?b=1&amp;c=2", "https://localhost:3000/a?b=1&c=2"),
            ("&lt;&gt;&quot;&apos;&#65;&#x42;", "<>\"'AB"),
            ("a\r\n\tb", "a  b"),
            ("\r\r\n\n&#13;\n\r&#10;", "   \r  \n"),
            ("&nbsp; & &;&#xD800;&#x110000;&amp", "&nbsp; & &;&#xD800;&#x110000;&amp"),
            ("", ""),
        ] {
            assert_eq!(attribute_value(raw), value, "{raw}");
        }
    }
}
