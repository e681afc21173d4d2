//! Lines and columns of offsets.

use memchr::{memchr, memchr_iter, memchr2_iter, memrchr};

use crate::encoding::{ByteOrder, Encoding};

/// Where a byte stands for a person: both count from 1; a column counts characters, as editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

/// Line and column of a byte offset, in UTF-8 and in UTF-16. `\n`, `\r\n` and a lone `\r` each end a line; a byte order
/// mark has no column. An offset past the end answers for the end. For more than a few offsets of one file there is
/// [`LineIndex`].
pub fn line_column(bytes: &[u8], offset: usize) -> LineColumn {
    LineIndex::new(bytes).line_column(offset)
}

/// What lies before each block of a file, counted once: then a place takes a look at its own block and at that in which
/// its line begins. A line costs no memory, so a file of nothing but line ends is held, too.
#[derive(Debug, Clone)]
pub struct LineIndex<'a> {
    bytes: &'a [u8],
    encoding: Encoding,
    /// Whether there is any `\r` in a file that is not in UTF-16.
    returns: bool,
    before: Vec<Before>,
}

#[derive(Debug, Clone, Copy)]
struct Before {
    /// Line ends that lie before.
    breaks: usize,
    /// Where the last line begins that begins here or before.
    line: usize,
    characters: usize,
}

const BLOCK: usize = 1024;

impl<'a> LineIndex<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let (encoding, first) = Encoding::of(bytes);
        let returns = memchr(b'\r', bytes).is_some();
        let mut index = Self { bytes, encoding, returns, before: Vec::with_capacity(bytes.len() / BLOCK + 2) };
        let mut before = Before { breaks: 0, line: first, characters: 0 };
        index.before.push(before);
        for start in (0..bytes.len()).step_by(BLOCK) {
            let end = (start + BLOCK).min(bytes.len());
            before = index.after(before, start.max(first), end);
            index.before.push(before);
        }
        index
    }

    /// As the function [`line_column`] answers.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let here = self.before(offset.min(self.bytes.len()));
        let line = self.before(here.line);
        LineColumn { line: here.breaks + 1, column: 1 + here.characters - line.characters }
    }

    fn before(&self, offset: usize) -> Before {
        let block = offset / BLOCK;
        let known = self.before[block];
        let first = self.before[0].line;
        self.after(known, (block * BLOCK).max(first), offset)
    }

    /// What lies before `end`, from what lies before `start`.
    fn after(&self, before: Before, start: usize, end: usize) -> Before {
        if end <= start {
            return before;
        }
        let piece = &self.bytes[start..end];
        let mut after = before;
        match self.encoding {
            Encoding::Utf8 | Encoding::Utf32 => {
                if self.returns {
                    for at in memchr2_iter(b'\r', b'\n', piece) {
                        // A `\r` before `\n` ends no line itself: the `\n` does.
                        if piece[at] == b'\n' || self.bytes.get(start + at + 1) != Some(&b'\n') {
                            after.breaks += 1;
                            after.line = start + at + 1;
                        }
                    }
                } else if let Some(last) = memrchr(b'\n', piece) {
                    after.breaks += memchr_iter(b'\n', piece).count();
                    after.line = start + last + 1;
                }
                // Continuation bytes (10xxxxxx) begin no character.
                after.characters += match piece.is_ascii() {
                    true => piece.len(),
                    false => piece.iter().filter(|byte| **byte & 0xC0 != 0x80).count(),
                };
            }
            Encoding::Utf16(order) => {
                for (number, unit) in order.units(piece).enumerate() {
                    let next = start + 2 * (number + 1);
                    if unit == 10 || (unit == 13 && self.unit(order, next) != Some(10)) {
                        after.breaks += 1;
                        after.line = next;
                    }
                    // The second half of a pair begins no character.
                    after.characters += usize::from(unit & 0xFC00 != 0xDC00);
                }
            }
        }
        after
    }

    fn unit(&self, order: ByteOrder, at: usize) -> Option<u16> {
        self.bytes.get(at..at + 2).and_then(|pair| pair.try_into().ok()).map(|pair| order.unit(pair))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns() {
        for (text, offset, line, column) in [
            ("abc", 0, 1, 1),
            ("abc", 2, 1, 3),
            ("abc", 9, 1, 4),
            ("a\nb", 2, 2, 1),
            ("a\r\nb", 1, 1, 2),
            ("a\r\nb", 3, 2, 1),
            ("a\rb", 2, 2, 1),
            ("a\r\r\nb", 4, 3, 1),
            ("ä\u{1F511}x", 6, 1, 3),
            ("\u{FEFF}ab", 0, 1, 1),
            ("\u{FEFF}ab", 3, 1, 1),
            ("\u{FEFF}ab", 4, 1, 2),
            ("", 0, 1, 1),
        ] {
            assert_eq!(line_column(text.as_bytes(), offset), LineColumn { line, column }, "{text:?} at {offset}");
        }
    }

    #[test]
    fn a_place_behind_long_lines() {
        for before in ["", "\u{FEFF}"] {
            for length in [1, 1020, 1021, 1023, 1024, 1025, 3000] {
                let text = format!("{before}{}\r\n{}b", "ä".repeat(length), "\u{1F511}".repeat(length));
                let index = LineIndex::new(text.as_bytes());
                let place = LineColumn { line: 2, column: length + 1 };
                assert_eq!(index.line_column(text.len() - 1), place, "{length}");
                let place = LineColumn { line: 1, column: length };
                assert_eq!(index.line_column(before.len() + 2 * (length - 1)), place, "{length}");
            }
        }
    }

    #[test]
    fn every_character_of_utf16_stands_where_it_stands_in_utf8() {
        let pieces = ["<a>\r\n  ä\r\u{1F511}x\n\n", "long line ", "\u{20AC}\u{1F511}"];
        let text = format!("{}{}{}\r\nend", pieces[0], pieces[1].repeat(400), pieces[2].repeat(400));
        for (mark, order) in [("\u{FEFF}", ByteOrder::Little), ("\u{FEFF}", ByteOrder::Big), ("", ByteOrder::Little)] {
            let marked = format!("{mark}{text}");
            let bytes = marked.encode_utf16().flat_map(|unit| order.bytes(unit)).collect::<Vec<_>>();
            let (index, expected) = (LineIndex::new(&bytes), LineIndex::new(marked.as_bytes()));
            let mut at = 0;
            for (start, c) in marked.char_indices() {
                assert_eq!(index.line_column(at), expected.line_column(start), "{start} {c:?}");
                at += 2 * c.len_utf16();
            }
        }
    }
}
