//! How the neighbours of an element are laid out: line ends and indentation, as bytes of the file.

use super::outline::{Node, Outline};

/// What stands before the first element of a line: the line end in front of it, and its indentation.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// How much deeper a child is indented than its parent, where both begin a line.
fn step<'a>(parent: Option<&LineStart<'_>>, child: Option<&LineStart<'a>>) -> Option<&'a str> {
    child?.indent.strip_prefix(parent?.indent).filter(|step| !step.is_empty())
}

/// How a new element is laid out: on lines of its own, or, where its neighbours stand on one line, without any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// Line end and indentation before the element; empty on one line.
    new_line: String,
    unit: String,
}

impl Layout {
    /// Before the element (0), its children (1) and theirs (2).
    pub fn line(&self, deep: usize) -> String {
        if self.new_line.is_empty() { String::new() } else { self.new_line.clone() + &self.unit.repeat(deep) }
    }

    /// Of a child of the element.
    pub fn deeper(&self) -> Self {
        Self { new_line: self.line(1), unit: self.unit.clone() }
    }

    /// Of an element that is there.
    pub fn of_element(outline: &Outline<'_>, element: usize) -> Self {
        let own = line_start(outline.bytes, outline.node(element).span.start);
        let parent = outline.node(element).parent.unwrap_or(element);
        let new_line = own.as_ref().map(|line| line.new_line("")).unwrap_or_default();
        Self { new_line, unit: unit(outline, parent, own.as_ref()) }
    }

    /// Of a new child. It does as the first of `neighbours` that begins a line; where there is none, it begins a line if
    /// the parent's end tag does.
    pub fn of_child<'a, 'n: 'a>(
        outline: &Outline<'_>,
        parent: usize,
        mut neighbours: impl Iterator<Item = &'a Node<'n>>,
    ) -> Self {
        let bytes = outline.bytes;
        if let Some(neighbour) = neighbours.find_map(|node| line_start(bytes, node.span.start)) {
            let unit = unit(outline, parent, Some(&neighbour));
            return Self { new_line: neighbour.new_line(""), unit };
        }
        // The end tag of an empty-element tag will be new: it gets a line if the tag itself has one.
        let own = outline.node(parent);
        let closing = line_start(bytes, own.end_tag.map_or(own.span.start, |end_tag| end_tag.start));
        let unit = unit(outline, parent, None);
        Self { new_line: closing.map(|line| line.new_line(&unit)).unwrap_or_default(), unit }
    }
}

/// How much deeper each level is: as this child, else as its parent; else two blanks, or a tab among tabs.
fn unit(outline: &Outline<'_>, parent: usize, child: Option<&LineStart<'_>>) -> String {
    let line = |node: usize| line_start(outline.bytes, outline.node(node).span.start);
    let (above, parent) = (outline.node(parent).parent.and_then(line), line(parent));
    let step = step(parent.as_ref(), child).or_else(|| step(above.as_ref(), parent.as_ref()));
    let tabs = parent.iter().chain(child).any(|line| line.indent.contains('\t'));
    step.unwrap_or(if tabs { "\t" } else { "  " }).to_owned()
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
        ] {
            let got = line_start(text.as_bytes(), at).map(|line| (line.line_end, line.indent));
            assert_eq!(got, expected, "{text:?} at {at}");
        }
    }
}
