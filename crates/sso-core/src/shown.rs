//! Values of a file as people read them: a file may hold any, and of any length.

/// As many characters of a value are shown.
pub(crate) const VALUE: usize = 200;

/// The text with each long value in it cut, so that the words around it stay, and of all no more than `limit` characters.
/// A value is told by its blank space: one that has some is cut with the whole.
pub(crate) fn shown(text: &str, limit: usize) -> String {
    let cut = text.split_inclusive(char::is_whitespace).map(|word| {
        let blank = word.trim_end();
        let (word, blank) = (blank, &word[blank.len()..]);
        match word.char_indices().nth(VALUE) {
            Some((end, _)) => [&word[..end], "…", blank].concat(),
            None => [word, blank].concat(),
        }
    });
    let mut text = cut.collect::<String>();
    if let Some((end, _)) = text.char_indices().nth(limit) {
        text.truncate(end);
        text.push('…');
    }
    text
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
