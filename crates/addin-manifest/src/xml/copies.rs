//! What the judge copies out of the text, because it does not stand there as it is meant: texts and attribute values with
//! references, line ends that are not `\n`, and blanks that become spaces.
//!
//! Never less than it is. Each piece of the text from one `<` to the next is looked at for itself, comments and all.

use memchr::{memchr, memchr2, memchr3, memmem};

/// What a copy takes beside its bytes: two counters, and what rounds it up.
const COPY: usize = 24;
/// While a copy is made its bytes lie in a buffer that doubles, beside the old one.
const MAKING: usize = 2;
/// Pieces of one text are copied, put together, and copied again.
const JOINING: usize = 4;

const SECTION: &[u8] = b"<![CDATA[";

#[derive(Default)]
pub(super) struct Copies {
    /// Bytes that are kept.
    pub kept: usize,
    /// Bytes that are needed for a moment beside them, for the longest copy.
    pub passing: usize,
}

impl Copies {
    /// Of any text of this length with so many texts and values.
    pub fn at_most(length: usize, texts_and_values: usize, sections: bool) -> Self {
        let passing = if sections { JOINING } else { MAKING };
        Self { kept: length + texts_and_values * COPY, passing: passing * length }
    }

    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut copies = Self::default();
        let (mut at, mut joined) = (0, 0);
        while at < bytes.len() {
            let is_section = bytes[at..].starts_with(SECTION);
            // It may hold what only seems to be markup; a `<!` in a comment may seem to begin one.
            let ends = if is_section {
                memmem::find(&bytes[at..], b"]]>").map_or(bytes.len(), |end| at + end)
            } else {
                at + 1
            };
            let end = memchr(b'<', &bytes[ends..]).map_or(bytes.len(), |next| ends + next);
            let piece = &bytes[at..end];
            joined = if is_section { joined + piece.len() } else { piece.len() };
            if is_section {
                copies.section(piece, joined);
            } else {
                copies.text(piece);
                copies.values(piece);
            }
            at = end;
        }
        copies
    }

    fn copy(&mut self, length: usize) {
        self.kept += length + COPY;
        self.passing = self.passing.max(MAKING * length);
    }

    /// Whatever it holds: of each `<` a text at most, of each `=` a value.
    fn section(&mut self, piece: &[u8], joined: usize) {
        let markup = piece.iter().filter(|byte| matches!(byte, b'<' | b'=')).count();
        self.kept += piece.len() + markup * COPY;
        self.passing = self.passing.max(JOINING * joined);
    }

    /// Behind the first `>`, which may stand in a value or a comment: then it is too much.
    fn text(&mut self, piece: &[u8]) {
        let Some(text) = memchr(b'>', piece).map(|end| &piece[end + 1..]) else { return };
        if memchr2(b'&', b'\r', text).is_some() {
            self.copy(text.len());
        }
    }

    fn values(&mut self, piece: &[u8]) {
        let mut rest = piece;
        while let Some(at) = memchr3(b'"', b'\'', b'>', rest)
            && rest[at] != b'>'
        {
            let value = &rest[at + 1..];
            let Some(end) = memchr(rest[at], value) else { return };
            if value[..end].iter().any(|byte| matches!(byte, b'&' | b'\t' | b'\r' | b'\n')) {
                self.copy(end);
            }
            rest = &value[end + 1..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_as_it_is_meant_is_not_copied() {
        for (text, kept, passing) in [
            ("<a b='c'>d\n\t<e/></a>", 0, 0),
            ("<a b='c>&amp;'/>", 7 + COPY + 8 + COPY, 2 * 8),
            ("<a b='c' d=\"\t'\" e=''/>", 2 + COPY, 2 * 2),
            ("<a>b\r<c/>d&lt;</a>", 2 + COPY + 5 + COPY, 2 * 5),
            ("<a>b<![CDATA[c<d>]]>e<![CDATA[]]></a>", 29 + 3 * COPY, 4 * 33),
        ] {
            let copies = Copies::of(text);
            assert_eq!((copies.kept, copies.passing), (kept, passing), "{text}");
        }
    }
}
