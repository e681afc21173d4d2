//! Whether a text is well-formed: `roxmltree` decides, quick-xml would let too much pass (text after the root, bare
//! ampersands in attributes, unbound prefixes and more).

use roxmltree::{Document, Error, ParsingOptions, TextPos};

use super::{bounds, encoding, strict};
use crate::source::Source;
use crate::{Problem, ProblemKind, Span};

/// The first thing that makes the text no well-formed XML 1.0 with namespaces.
pub(crate) fn judge(source: &Source<'_>) -> Result<(), Problem> {
    judged(source).map(drop)
}

/// A well-formed text.
pub(super) struct Judged<'a> {
    pub document: Document<'a>,
    /// How many bytes of memory the document takes at most, now that it is made.
    pub bytes: usize,
    /// Whether the document is as the text: no part of it stands for another, and it has no document type, of which the
    /// judge skips more than it reads.
    pub plain: bool,
}

pub(super) fn judged<'a>(source: &'a Source<'_>) -> Result<Judged<'a>, Problem> {
    if let Some(breach) = encoding::breach(source) {
        return Err(not_well_formed(source, breach));
    }
    let bounds = bounds::of(&source.text, source.room).map_err(|(at, words)| too_much(source, at, words))?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: bounds.nodes_limit, ..ParsingOptions::default() };
    let document = Document::parse_with_options(&source.text, options).map_err(|error| problem(source, &error))?;
    match strict::breach(&source.text, bounds.entities) {
        Some(breach) => Err(not_well_formed(source, breach)),
        None => {
            let bytes = bounds.document(document.descendants().count());
            Ok(Judged { document, bytes, plain: bounds.plain })
        }
    }
}

/// What is not well-formed, found by us and not by the judge.
pub(super) struct Breach {
    /// Where, in the text.
    pub span: Span,
    /// Without a full stop.
    pub words: String,
}

fn not_well_formed(source: &Source<'_>, breach: Breach) -> Problem {
    let span = Span::new(source.base + breach.span.start, source.base + breach.span.end);
    Problem { kind: ProblemKind::NotWellFormed(breach.words), span }
}

fn too_much(source: &Source<'_>, at: usize, words: &str) -> Problem {
    let at = source.base + at;
    Problem { kind: ProblemKind::NotAManifest(words.to_owned()), span: Span::new(at, at + 1) }
}

fn problem(source: &Source<'_>, error: &Error) -> Problem {
    let text = &*source.text;
    let at = match error {
        Error::NodesLimitReached | Error::AttributesLimitReached | Error::NamespacesLimitReached => {
            return too_much(source, 0, bounds::TOO_LARGE);
        }
        // What is missing is missing at the end; the judge itself gives these no position.
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream | Error::NoRootNode => text.trim_end().len(),
        _ => offset(text, error.pos()),
    };
    let width = text[at..].chars().next().map_or(0, char::len_utf8);
    not_well_formed(source, Breach { span: Span::new(at, at + width), words: words(error) })
}

/// The judge's sentence without its position, which the span has better.
fn words(error: &Error) -> String {
    let place = format!(" at {}", error.pos());
    let words = error.to_string().replacen(&place, "", 1);
    words.chars().flat_map(|c| if c.is_control() { c.escape_default().collect::<Vec<_>>() } else { vec![c] }).collect()
}

/// The judge counts lines by `\n` and columns by characters, both from 1.
fn offset(text: &str, pos: TextPos) -> usize {
    let line_start = match pos.row.saturating_sub(1) as usize {
        0 => 0,
        breaks => text.match_indices('\n').nth(breaks - 1).map_or(text.len(), |(at, _)| at + 1),
    };
    let line = &text[line_start..];
    let column = pos.col.saturating_sub(1) as usize;
    line_start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{LineColumn, line_column};

    fn verdict(bytes: &[u8]) -> Option<(String, LineColumn)> {
        let problem = judge(&Source::decode(bytes).unwrap()).err()?;
        match problem.kind {
            ProblemKind::NotWellFormed(words) => Some((words, line_column(bytes, problem.span.start))),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_not_well_formed_has_words_and_a_place() {
        for (text, words, line, column) in [
            ("<a>\n  <b></c>\n</a>", "expected 'b' tag, not 'c'", 2, 6),
            ("\u{FEFF}<a>\r\n  <b></c>\r\n</a>", "expected 'b' tag, not 'c'", 2, 6),
            ("<ä>\nä & b</ä>", "malformed entity reference", 2, 3),
            ("<a>&nbsp;</a>", "unknown entity reference 'nbsp'", 1, 4),
            ("\n<?xml version='1.0'?><a/>", "unexpected XML declaration", 2, 1),
            ("<a>\n  <b>\n\n", "the root node was opened but never closed", 2, 6),
            ("<a/>\ntext", "unknown token", 2, 1),
            ("<a x='1' x='2'/>", "attribute 'x' is already defined", 1, 10),
            ("<p:a/>", "an unknown namespace prefix 'p'", 1, 2),
        ] {
            let place = LineColumn { line, column };
            assert_eq!(verdict(text.as_bytes()), Some((words.to_owned(), place)), "{text:?}");
        }
    }

    #[test]
    fn what_is_well_formed_has_no_problem() {
        for text in [
            "<a/>",
            "\u{FEFF}<?xml version='1.0' encoding='UTF-8'?>\r\n<!-- c -->\r\n<a b=\"&amp;&#65;\"><![CDATA[<]]></a>\r\n",
            "<!DOCTYPE a [ <!ENTITY e 'x'> ]><a>&e;</a>",
        ] {
            assert_eq!(verdict(text.as_bytes()), None, "{text:?}");
        }
    }

    #[test]
    fn a_loop_of_entities_ends() {
        let text = "<!DOCTYPE a [ <!ENTITY x '&y;&y;'> <!ENTITY y '&x;&x;'> ]><a>&x;</a>";
        assert_eq!(verdict(text.as_bytes()).unwrap().0, "a possible entity reference loop is detected");
    }

    #[test]
    fn bytes_of_another_encoding_have_a_place() {
        let bytes = b"<a>\n  caf\xE9</a>";
        let place = LineColumn { line: 2, column: 6 };
        assert_eq!(verdict(bytes), Some(("the bytes at this place are not UTF-8".to_owned(), place)));
    }
}
