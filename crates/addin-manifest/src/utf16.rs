//! Files in UTF-16: read and edited as UTF-8, with offsets that go both ways.

use crate::Span;
use crate::encoding::{ByteOrder, Encoding};

/// A file in UTF-16, as UTF-8: the rest of the crate reads and edits the text, and its spans are mapped back at the end.
pub(crate) struct Utf16 {
    /// Without the byte order mark. An unpaired surrogate stands as U+FFFD, an odd byte at the end is left out.
    pub text: String,
    /// The first unpaired surrogate, as a span of `text`.
    pub invalid: Option<Span>,
    order: ByteOrder,
    /// Bytes of the byte order mark.
    mark: usize,
    /// Bytes of the file.
    length: usize,
    /// Code units before each block of `text`.
    units: Vec<usize>,
}

const BLOCK: usize = 1024;

impl Utf16 {
    /// `None` for a file in another encoding.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let (Encoding::Utf16(order), mark) = Encoding::of(bytes) else { return None };
        let body = &bytes[mark..];
        // Counted before it is written, so that a large file is held once.
        let width = order.decode(body).map(|c| c.map_or(char::REPLACEMENT_CHARACTER.len_utf8(), char::len_utf8)).sum();
        let mut text = String::with_capacity(width);
        let mut invalid = None;
        for c in order.decode(body) {
            let start = text.len();
            text.push(c.as_ref().map_or(char::REPLACEMENT_CHARACTER, |c| *c));
            if c.is_err() {
                invalid.get_or_insert(Span::new(start, text.len()));
            }
        }
        let mut sum = 0;
        let mut units = Vec::with_capacity(text.len() / BLOCK + 2);
        units.push(0);
        units.extend(text.as_bytes().chunks(BLOCK).map(|block| {
            sum += count_units(block);
            sum
        }));
        Some(Self { text, invalid, order, mark, length: bytes.len(), units })
    }

    pub fn marked(&self) -> bool {
        self.mark > 0
    }

    pub fn encoding(&self) -> Encoding {
        Encoding::Utf16(self.order)
    }

    /// Of the file, in bytes.
    pub fn length(&self) -> usize {
        self.length
    }

    /// A span of `text` as one of the file.
    pub fn in_file(&self, span: Span) -> Span {
        Span::new(self.offset_in_file(span.start), self.offset_in_file(span.end))
    }

    /// A span of the file as one of `text`.
    pub fn in_text(&self, span: Span) -> Span {
        Span::new(self.offset_in_text(span.start), self.offset_in_text(span.end))
    }

    /// Text in the file's encoding, without a byte order mark; bytes that are no UTF-8 become U+FFFD.
    pub fn encoded(&self, text: &[u8]) -> Vec<u8> {
        String::from_utf8_lossy(text).encode_utf16().flat_map(|unit| self.order.bytes(unit)).collect()
    }

    fn offset_in_file(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let block = offset / BLOCK;
        let units = self.units[block] + count_units(&self.text.as_bytes()[block * BLOCK..offset]);
        (self.mark + 2 * units).min(self.length)
    }

    /// A place inside of a character answers for its end.
    fn offset_in_text(&self, offset: usize) -> usize {
        let wanted = offset.saturating_sub(self.mark).div_ceil(2);
        let block = self.units.partition_point(|units| *units < wanted).saturating_sub(1);
        let start = block * BLOCK;
        let bytes = self.text.as_bytes().get(start..).unwrap_or_default();
        let mut units = self.units[block];
        let begins = bytes.iter().position(|byte| {
            let found = units >= wanted && byte & 0xC0 != 0x80;
            units += count_units(&[*byte]);
            found
        });
        begins.map_or(self.text.len(), |at| start + at)
    }
}

/// Each character is counted at its first byte; those that take four bytes of UTF-8 take two units.
fn count_units(bytes: &[u8]) -> usize {
    bytes.iter().map(|byte| usize::from(byte & 0xC0 != 0x80) + usize::from(*byte >= 0xF0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(order: ByteOrder, mark: bool, text: &str) -> Vec<u8> {
        let marked = if mark { "\u{FEFF}" } else { "" };
        [marked, text].concat().encode_utf16().flat_map(|unit| order.bytes(unit)).collect()
    }

    #[test]
    fn every_character_is_found_both_ways() {
        for text in [
            "<",
            "<a>b</a>",
            "<ä\u{1F511}\u{20AC}x>",
            &format!("<{}", "aä\u{20AC}\u{1F511}".repeat(700)),
            &format!("<{}", "\u{1F511}".repeat(1500)),
            &format!("<{}", "a".repeat(3000)),
        ] {
            for order in [ByteOrder::Little, ByteOrder::Big] {
                for mark in [true, false] {
                    let bytes = file(order, mark, text);
                    let utf16 = Utf16::of(&bytes).unwrap();
                    assert_eq!((utf16.text.as_str(), utf16.marked()), (text, mark));
                    let mut at = if mark { 2 } else { 0 };
                    for (start, c) in text.char_indices() {
                        let in_text = Span::new(start, start + c.len_utf8());
                        let in_file = Span::new(at, at + 2 * c.len_utf16());
                        assert_eq!(utf16.in_file(in_text), in_file);
                        assert_eq!(utf16.in_text(in_file), in_text);
                        at = in_file.end;
                    }
                    assert_eq!(utf16.encoded(text.as_bytes()), bytes[if mark { 2 } else { 0 }..]);
                }
            }
        }
    }

    #[test]
    fn what_is_no_utf16_keeps_its_place() {
        let utf16 = Utf16::of(b"\xFF\xFE<\0\x3D\xD8>\0\0").unwrap();
        assert_eq!(utf16.text, "<\u{FFFD}>");
        assert_eq!(utf16.invalid.map(|span| utf16.in_file(span)), Some(Span::new(4, 6)));
        assert_eq!(utf16.in_file(Span::new(0, 99)), Span::new(2, 8));
        assert_eq!(utf16.in_text(Span::new(0, 99)), Span::new(0, 5));
        assert!(Utf16::of(b"<a/>").is_none());
        assert!(Utf16::of(b"\xFF\xFE\0\0<\0\0\0").is_none());
    }
}
