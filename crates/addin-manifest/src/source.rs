//! From bytes to text, so that an offset in the text is an offset in the file but for a constant.

use std::borrow::Cow;

use crate::Span;
use crate::span::BYTE_ORDER_MARK;

pub(crate) struct Source<'a> {
    /// The file as it lies on disk.
    pub bytes: &'a [u8],
    /// The text behind the byte order mark. Each byte that is no UTF-8 stands here as `?`, so that offsets hold.
    pub text: Cow<'a, str>,
    /// What to add to an offset in `text` to get an offset in the file.
    pub base: usize,
    /// The first bytes that are no UTF-8.
    pub invalid: Option<Span>,
}

pub(crate) enum Content {
    Xml,
    Json,
    /// Neither, in words.
    Other(&'static str),
}

impl<'a> Source<'a> {
    /// UTF-8, with or without a byte order mark. The error says which encoding it is instead.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, &'static str> {
        match bytes {
            [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
                return Err("the file is encoded in UTF-32, which is not read; save it as UTF-8");
            }
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'<', 0, ..] | [0, b'<', ..] => {
                return Err("the file is encoded in UTF-16, which is not read; save it as UTF-8");
            }
            _ => {}
        }
        let base = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let body = &bytes[base..];
        let (text, invalid) = match std::str::from_utf8(body) {
            Ok(text) => (Cow::Borrowed(text), None),
            Err(_) => {
                let (text, invalid) = with_question_marks(body, base);
                (Cow::Owned(text), invalid)
            }
        };
        Ok(Self { bytes, text, base, invalid })
    }

    pub fn content(&self) -> Content {
        let text = self.text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\u{FEFF}');
        match text.bytes().next() {
            None => Content::Other("the file is empty"),
            Some(b'<') => Content::Xml,
            Some(b'{' | b'[') => Content::Json,
            Some(b'P') if text.starts_with("PK\u{3}\u{4}") => {
                Content::Other("the file is a ZIP package; the manifest is the file manifest.json inside it")
            }
            Some(_) => Content::Other("the file is neither XML nor JSON"),
        }
    }

    /// Offset of a piece of `text` in the file. A piece of another text has none.
    pub fn offset_of(&self, piece: &str) -> Option<usize> {
        let start = (piece.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        (start + piece.len() <= self.text.len()).then_some(self.base + start)
    }
}

/// A file in UTF-16, as UTF-8: the rest of the crate reads and edits the text, and its spans are mapped back at the end.
pub(crate) struct Utf16 {
    /// Without the byte order mark.
    pub text: String,
}

impl Utf16 {
    /// `None` for a file in another encoding.
    pub fn of(_bytes: &[u8]) -> Option<Self> {
        None
    }

    /// A span of `text` as one of the file.
    pub fn in_file(&self, span: Span) -> Span {
        span
    }

    /// A span of the file as one of `text`.
    pub fn in_text(&self, span: Span) -> Span {
        span
    }

    /// Text in the file's encoding, without a byte order mark.
    pub fn encoded(&self, text: &[u8]) -> Vec<u8> {
        text.to_vec()
    }
}

/// The text of a piece of the file, in the file's own encoding; bytes that are none of it stand as U+FFFD.
pub fn excerpt(bytes: &[u8], span: Span) -> Cow<'_, str> {
    String::from_utf8_lossy(span.of(bytes))
}

fn with_question_marks(body: &[u8], base: usize) -> (String, Option<Span>) {
    let mut text = String::with_capacity(body.len());
    let mut invalid = None;
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            let start = base + text.len();
            invalid.get_or_insert(Span::new(start, start + chunk.invalid().len()));
        }
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    (text, invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_utf8_keep_the_offsets() {
        let source = Source::decode(b"\xEF\xBB\xBF<a>\xE9t\xE9</a>").unwrap();
        assert_eq!(source.text, "<a>?t?</a>");
        assert_eq!(source.invalid, Some(Span::new(6, 7)));
        assert_eq!(source.offset_of(&source.text[4..5]), Some(7));
    }
}
