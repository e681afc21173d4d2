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
    let name = in_one_line(file);
    TextDiff::from_lines(text(before).as_ref(), text(after).as_ref())
        .unified_diff()
        .context_radius(3)
        .header(&name, &name)
        .to_string()
}

/// A line's end in a name would end the header, and what follows it would pass for a line of the difference.
fn in_one_line(file: &Path) -> String {
    let mut name = String::new();
    for character in file.display().to_string().chars() {
        if character.is_control() {
            name.extend(character.escape_default());
        } else {
            name.push(character);
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_forges_no_line() {
        let told = difference(Path::new("a\n+forged\u{9b}.xml"), b"1\n", b"2\n");
        assert_eq!(told.lines().next(), Some(r"--- a\n+forged\u{9b}.xml"), "{told}");
        assert_eq!(told.lines().count(), 5, "{told}");
    }
}
