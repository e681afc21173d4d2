use std::path::Path;

use addin_manifest::{Span, excerpt};
use similar::TextDiff;

/// A unified difference of two versions of a file, for people: of its text, whatever its encoding. Bytes that are no text
/// are shown as such.
pub(crate) fn difference(file: &Path, before: &[u8], after: &[u8]) -> String {
    if before == after {
        return String::new();
    }
    let text = |bytes| excerpt(bytes, Span::new(0, bytes.len()));
    let name = in_one_line(&file.display().to_string());
    TextDiff::from_lines(text(before).as_ref(), text(after).as_ref())
        .unified_diff()
        .context_radius(3)
        .header(&name, &name)
        .to_string()
}

/// As [`difference`]; and before it, where the change adds a scope, a line that says what follows of that. Tools that apply
/// differences pass over it.
pub(crate) fn difference_with_note(file: &Path, before: &[u8], after: &[u8], note: Option<&str>) -> String {
    let difference = difference(file, before, after);
    match note.filter(|_| !difference.is_empty()) {
        Some(note) => format!("# {}\n{difference}", in_one_line(&format!("{}: {note}", file.display()))),
        None => difference,
    }
}

/// A line's end in a name would end the line, and what follows it would pass for a line of the difference.
fn in_one_line(text: &str) -> String {
    let mut line = String::new();
    for character in text.chars() {
        if character.is_control() {
            line.extend(character.escape_default());
        } else {
            line.push(character);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_forges_no_line() {
        let file = Path::new("a\n+forged\u{9b}.xml");
        let told = difference(file, b"1\n", b"2\n");
        assert_eq!(told.lines().next(), Some(r"--- a\n+forged\u{9b}.xml"), "{told}");
        assert_eq!(told.lines().count(), 5, "{told}");
        let told = difference_with_note(file, b"1\n", b"2\n", Some("the scope x\n+y is new"));
        assert_eq!(told.lines().next(), Some(r"# a\n+forged\u{9b}.xml: the scope x\n+y is new"), "{told}");
        assert_eq!(told.lines().count(), 6, "{told}");
        assert_eq!(difference_with_note(file, b"1", b"1", Some("note")), "");
    }
}
