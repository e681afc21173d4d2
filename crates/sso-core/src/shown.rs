//! Values of a file as people read them: a file may hold any, and of any length.

use std::borrow::Cow;

/// As many characters of a value are shown.
pub(crate) const VALUE: usize = 200;

/// The text with each long value in it cut, so that the words around it stay, and of all no more than `limit` characters.
/// A value is told by its blank space: one that has some is cut with the whole.
pub(crate) fn shown<'a>(text: impl Into<Cow<'a, str>>, limit: usize) -> String {
    let text = text.into();
    // No text has more characters than bytes.
    let is_short = |word: &str| word.len() <= VALUE;
    if text.len() <= limit && (is_short(&text) || text.split_whitespace().all(is_short)) {
        return text.into_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let value = word.trim_end();
        match value.char_indices().nth(VALUE) {
            Some((end, _)) => shown.extend([&value[..end], "…", &word[value.len()..]]),
            None => shown.push_str(word),
        }
    }
    if let Some((end, _)) = shown.char_indices().nth(limit) {
        shown.truncate(end);
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_cut_and_the_words_around_them_stay() {
        let long = "ä".repeat(300);
        let cut = "ä".repeat(200) + "…";
        for (text, limit, expected) in [
            ("Id  is\nx ".to_owned(), 10, "Id  is\nx ".to_owned()),
            (format!("{long} is no GUID"), 400, format!("{cut} is no GUID")),
            (format!("{long}\n{long}."), 500, format!("{cut}\n{cut}")),
            ("a b ".repeat(10), 8, "a b a b …".to_owned()),
            (String::new(), 0, String::new()),
        ] {
            assert_eq!(shown(&text, limit), expected);
        }
    }
}
