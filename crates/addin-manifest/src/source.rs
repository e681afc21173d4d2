//! From bytes to text, so that an offset in the text is an offset in the file but for a constant.
//!
//! A file in UTF-16 comes here as its text, see [`Utf16`].

use std::borrow::Cow;

use crate::Span;
use crate::encoding::Encoding;
pub use crate::encoding::excerpt;
pub(crate) use crate::utf16::Utf16;

/// Memory that a file of any size may take, beside what its size allows.
const FREE: usize = 8 << 20;
/// How many times its size a file may take of memory.
const FACTOR: usize = 8;

pub(crate) struct Source<'a> {
    /// The file as it lies on disk; of a file in UTF-16 its text.
    pub bytes: &'a [u8],
    /// The text behind the byte order mark. Each byte that is no UTF-8 stands here as `?`, so that offsets hold.
    pub text: Cow<'a, str>,
    /// What to add to an offset in `text` to get an offset in the file.
    pub base: usize,
    /// The first bytes that are none of the encoding.
    pub invalid: Option<Span>,
    /// That of the file on disk.
    pub encoding: Encoding,
    /// Whether a byte order mark says so.
    pub marked: bool,
    /// How much memory the reading may take at one time, in bytes.
    pub room: usize,
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
        let (encoding, base) = Encoding::of(bytes);
        match encoding {
            Encoding::Utf8 => {}
            Encoding::Utf16(_) => return Err("the file is encoded in UTF-16; save it as UTF-8"),
            Encoding::Utf32 => return Err("the file is encoded in UTF-32, which is not read; save it as UTF-8"),
        }
        let body = &bytes[base..];
        let (text, invalid) = match std::str::from_utf8(body) {
            Ok(text) => (Cow::Borrowed(text), None),
            Err(_) => {
                let (text, invalid) = with_question_marks(body, base);
                (Cow::Owned(text), invalid)
            }
        };
        let copied = if invalid.is_some() { text.len() } else { 0 };
        Ok(Self { bytes, text, base, invalid, encoding, marked: base > 0, room: room(bytes.len(), copied) })
    }

    /// The text of a file in UTF-16; its offsets are those of the text, which [`Utf16::in_file`] maps.
    pub fn of_utf16(utf16: &'a Utf16) -> Self {
        Self {
            bytes: utf16.text.as_bytes(),
            text: Cow::Borrowed(&utf16.text),
            base: 0,
            invalid: utf16.invalid,
            encoding: utf16.encoding(),
            marked: utf16.marked(),
            room: room(utf16.length(), utf16.text.len()),
        }
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

    /// Why the bytes named by `invalid` are none.
    pub fn invalid_words(&self) -> String {
        format!("the bytes at this place are not {}", self.encoding.name())
    }
}

fn room(file: usize, taken: usize) -> usize {
    file.saturating_mul(FACTOR).saturating_sub(taken).saturating_add(FREE)
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
