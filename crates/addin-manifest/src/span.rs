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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_outside_the_bytes_names_what_is_there() {
        assert_eq!(Span::new(1, 3).of(b"abcd"), b"bc");
        assert_eq!(Span::new(3, 9).of(b"abcd"), b"d");
        assert_eq!(Span::new(8, 9).of(b"abcd"), b"");
        assert_eq!(Span::new(3, 1).of(b"abcd"), b"");
    }
}
