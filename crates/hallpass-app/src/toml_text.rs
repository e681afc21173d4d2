//! TOML that people write.

/// What is wrong with a text, in one sentence that begins with the line. The parser's own words show lines of the text and
/// go over several.
pub fn what_is_wrong(error: &toml::de::Error, text: &str) -> String {
    let line = error.span().map(|span| 1 + text.get(..span.start).unwrap_or_default().matches('\n').count());
    let place = line.map_or_else(String::new, |line| format!("line {line}: "));
    let words = error.message().lines().map(str::trim).collect::<Vec<_>>().join(", ");
    format!("{place}{words}")
}
