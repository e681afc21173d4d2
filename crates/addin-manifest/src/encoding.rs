//! Which bytes stand for a character, told from the first bytes of a file.

use std::borrow::Cow;

use crate::Span;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Utf16(ByteOrder),
    Utf32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ByteOrder {
    Little,
    Big,
}

impl Encoding {
    /// The encoding, and how many bytes its byte order mark takes.
    pub fn of(bytes: &[u8]) -> (Self, usize) {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => (Self::Utf8, 3),
            [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => (Self::Utf32, 4),
            [b'<', 0, 0, 0, ..] | [0, 0, 0, b'<', ..] => (Self::Utf32, 0),
            [0xFF, 0xFE, ..] => (Self::Utf16(ByteOrder::Little), 2),
            [0xFE, 0xFF, ..] => (Self::Utf16(ByteOrder::Big), 2),
            [b'<' | b'{', 0, ..] => (Self::Utf16(ByteOrder::Little), 0),
            [0, b'<' | b'{', ..] => (Self::Utf16(ByteOrder::Big), 0),
            _ => (Self::Utf8, 0),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16(_) => "UTF-16",
            Self::Utf32 => "UTF-32",
        }
    }
}

impl ByteOrder {
    pub fn unit(self, pair: [u8; 2]) -> u16 {
        match self {
            Self::Little => u16::from_le_bytes(pair),
            Self::Big => u16::from_be_bytes(pair),
        }
    }

    pub fn bytes(self, unit: u16) -> [u8; 2] {
        match self {
            Self::Little => unit.to_le_bytes(),
            Self::Big => unit.to_be_bytes(),
        }
    }

    /// The code units; an odd byte at the end is none.
    pub fn units(self, bytes: &[u8]) -> impl Iterator<Item = u16> {
        let (pairs, _) = bytes.as_chunks::<2>();
        pairs.iter().map(move |pair| self.unit(*pair))
    }

    pub fn decode(self, bytes: &[u8]) -> impl Iterator<Item = Result<char, std::char::DecodeUtf16Error>> {
        char::decode_utf16(self.units(bytes))
    }
}

/// The text of a piece of the file, in the file's own encoding; bytes that are none of it stand as U+FFFD.
pub fn excerpt(bytes: &[u8], span: Span) -> Cow<'_, str> {
    let piece = span.of(bytes);
    match Encoding::of(bytes).0 {
        // Nearly all of it is UTF-8, and then it is quicker to ask for that.
        Encoding::Utf8 | Encoding::Utf32 => match std::str::from_utf8(piece) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => String::from_utf8_lossy(piece),
        },
        Encoding::Utf16(order) => {
            let text = order.decode(piece).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
            Cow::Owned(text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_text_in_any_encoding() {
        for (bytes, start, end, text) in [
            (&b"<a>\xC3\xA4</a>"[..], 3, 5, "ä"),
            (b"<a>\xE9</a>", 3, 4, "\u{FFFD}"),
            (b"\xFF\xFE<\0a\0>\0\xE4\0", 6, 10, ">ä"),
            (b"\xFE\xFF\0<\xD8\x3D\xDD\x11", 4, 8, "\u{1F511}"),
            (b"\0<\0a", 0, 4, "<a"),
            (b"\xFF\xFE<\0\x3D\xD8", 2, 6, "<\u{FFFD}"),
        ] {
            assert_eq!(excerpt(bytes, Span::new(start, end)), text, "{bytes:?}");
        }
    }
}
