/// A half-open range of bytes `start..end` in the file as it lies on disk (a byte order mark counts).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The bytes named by the span; what lies past the end of `bytes` is left out.
    pub fn of(self, bytes: &[u8]) -> &[u8] {
        let end = self.end.min(bytes.len());
        bytes.get(self.start.min(end)..end).unwrap_or_default()
    }
}

/// Where a byte stands for a person: both count from 1; a column counts characters, as editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Line and column of a byte offset. `\n`, `\r\n` and a lone `\r` each end a line; a byte order mark has no column.
/// An offset past the end answers for the end. For more than a few offsets of one file there is [`LineIndex`].
pub fn line_column(bytes: &[u8], offset: usize) -> LineColumn {
    LineIndex::new(bytes).line_column(offset)
}

/// Where the lines of a file begin, found once: then a place takes no look through the file.
#[derive(Debug, Clone)]
pub struct LineIndex<'a> {
    bytes: &'a [u8],
    /// Offsets of the first byte of each line, the first line's behind a byte order mark.
    line_starts: Vec<usize>,
    /// Characters before each block of bytes, so that a long line takes no count of its own.
    characters: Vec<usize>,
}

const BLOCK: usize = 1024;

impl<'a> LineIndex<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let first = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let mut line_starts = vec![first];
        let ends = bytes.iter().enumerate().skip(first).filter(|(at, byte)| {
            // A `\r` before `\n` ends no line itself: the `\n` does.
            **byte == b'\n' || (**byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
        });
        line_starts.extend(ends.map(|(at, _)| at + 1));
        let mut characters = vec![0];
        let mut sum = 0;
        characters.extend(bytes.chunks(BLOCK).map(|block| {
            sum += count_characters(block);
            sum
        }));
        Self { bytes, line_starts, characters }
    }

    /// As the function [`line_column`] answers.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let first = self.line_starts.first().copied().unwrap_or_default();
        let offset = offset.clamp(first, self.bytes.len());
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts.get(line - 1).copied().unwrap_or_default();
        LineColumn { line, column: 1 + self.characters_before(offset) - self.characters_before(start) }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.characters[block] + count_characters(&self.bytes[block * BLOCK..offset])
    }
}

/// Continuation bytes of UTF-8 (10xxxxxx) begin no character.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
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
    fn a_span_outside_the_bytes_names_what_is_there() {
        assert_eq!(Span::new(1, 3).of(b"abcd"), b"bc");
        assert_eq!(Span::new(3, 9).of(b"abcd"), b"d");
        assert_eq!(Span::new(8, 9).of(b"abcd"), b"");
        assert_eq!(Span::new(3, 1).of(b"abcd"), b"");
    }
}
