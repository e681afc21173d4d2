//! How a line begins, in XML and JSON alike: its line end and its indentation.

/// What stands before the first thing of a line: the line end in front of it, and its indentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LineStart<'a> {
    pub line_end: &'a str,
    pub indent: &'a str,
}

impl LineStart<'_> {
    /// A new line, indented by this and `more`.
    pub fn new_line(&self, more: &str) -> String {
        [self.line_end, self.indent, more].concat()
    }
}

/// `None` if something else than blank space stands before `at` on its line, or if it is the first line of the file.
pub(super) fn line_start(bytes: &[u8], at: usize) -> Option<LineStart<'_>> {
    let before = bytes.get(..at)?;
    let indent_start = before.iter().rposition(|byte| !matches!(byte, b' ' | b'\t')).map_or(0, |last| last + 1);
    let (rest, indent) = before.split_at(indent_start);
    let line_end = match rest {
        [.., b'\r', b'\n'] => "\r\n",
        [.., b'\n'] => "\n",
        [.., b'\r'] => "\r",
        _ => return None,
    };
    Some(LineStart { line_end, indent: std::str::from_utf8(indent).ok()? })
}

/// Where the line end and the indentation before `at` begin; `at` itself if something else stands before it on its line.
pub(super) fn with_line_start(bytes: &[u8], at: usize) -> usize {
    line_start(bytes, at).map_or(at, |line| at - line.indent.len() - line.line_end.len())
}

/// Where the blanks behind `at` end, if nothing else stands behind it on its line; else `at` itself.
pub(super) fn with_line_rest(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    if matches!(rest.get(blanks), Some(b'\r' | b'\n')) { at + blanks } else { at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_starts() {
        for (text, at, expected) in [
            ("<a>\n  <b/>", 6, Some(("\n", "  "))),
            ("<a>\r\n\t<b/>", 6, Some(("\r\n", "\t"))),
            ("<a>\r <b/>", 5, Some(("\r", " "))),
            ("<a>\n<b/>", 4, Some(("\n", ""))),
            ("<a> <b/>", 4, None),
            ("  <a/>", 2, None),
            ("", 0, None),
            ("{\r\n\t1", 4, Some(("\r\n", "\t"))),
        ] {
            let got = line_start(text.as_bytes(), at).map(|line| (line.line_end, line.indent));
            assert_eq!(got, expected, "{text:?} at {at}");
        }
    }
}
