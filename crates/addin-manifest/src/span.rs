/// A half-open range of bytes `start..end` in the file as it lies on disk (a byte order mark counts).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

/// Where a byte stands for a person: both count from 1; a column counts characters, as editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

/// Line and column of a byte offset. `\n`, `\r\n` and a lone `\r` each end a line; a byte order mark has no column.
/// An offset past the end answers for the end.
pub fn line_column(bytes: &[u8], offset: usize) -> LineColumn {
    let _ = (bytes, offset);
    todo!()
}
