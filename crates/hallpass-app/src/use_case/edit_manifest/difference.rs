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
    let name = file.display().to_string();
    TextDiff::from_lines(text(before).as_ref(), text(after).as_ref())
        .unified_diff()
        .context_radius(3)
        .header(&name, &name)
        .to_string()
}
