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
/// An offset past the end answers for the end.
pub fn line_column(bytes: &[u8], offset: usize) -> LineColumn {
    let first = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let before = bytes.get(first..offset.clamp(first, bytes.len())).unwrap_or_default();
    let mut line = 1;
    let mut line_start = 0;
    for (at, byte) in before.iter().enumerate() {
        // A `\r` before `\n` ends no line itself: the `\n` does, also when it stands just past `offset`.
        let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(first + at + 1) != Some(&b'\n'));
        if ends {
            line += 1;
            line_start = at + 1;
        }
    }
    // Continuation bytes of UTF-8 (10xxxxxx) begin no character.
    let column = 1 + before[line_start..].iter().filter(|byte| *byte & 0xC0 != 0x80).count();
    LineColumn { line, column }
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
    fn a_span_outside_the_bytes_names_what_is_there() {
        assert_eq!(Span::new(1, 3).of(b"abcd"), b"bc");
        assert_eq!(Span::new(3, 9).of(b"abcd"), b"d");
        assert_eq!(Span::new(8, 9).of(b"abcd"), b"");
        assert_eq!(Span::new(3, 1).of(b"abcd"), b"");
    }
}
