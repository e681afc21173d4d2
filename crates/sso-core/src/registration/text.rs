//! From what was pasted to its JSON: encodings, and what a terminal or a chat puts around it.

use addin_manifest::{Span, excerpt, line_column};
use serde_json::Error;

use super::NotARegistration;
use super::json::{first, offset};
use crate::Place;

/// Bytes of a text. A registration of 1,200 entries, the most that Entra saves, has some hundred thousand.
pub(super) const MOST_BYTES: usize = 4 << 20;

/// Lines of a prompt or a log that begin as a list does, before it is taken for one.
const MOST_NOISE: usize = 20;

/// UTF-8 or UTF-16, as PowerShell's `>` writes it; without the byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<String, NotARegistration> {
    if bytes.len() > MOST_BYTES {
        let words = format!("the text is larger than {} MB, which no app registration is", MOST_BYTES >> 20);
        return Err(NotARegistration::of_all(words, "give the app registration alone"));
    }
    let text = excerpt(bytes, Span::new(0, bytes.len()));
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned();
    // It stands for bytes that are no text. One that somebody wrote would be refused too; no export has one.
    if let Some(at) = text.find(char::REPLACEMENT_CHARACTER) {
        let words = "the bytes at this place are neither UTF-8 nor UTF-16";
        return Err(NotARegistration::at(&text, at, words, "save the text as UTF-8"));
    }
    Ok(text)
}

/// Each JSON object and list that begins a line: the text may hold several, and a prompt, a warning or the fence of a code
/// block around them.
pub(super) fn values(text: &str) -> Result<Vec<&str>, NotARegistration> {
    let (mut found, mut noise) = (Vec::new(), 0);
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let Some(begin) = rest.chars().next() else { return Ok(found) };
        if matches!(begin, '{' | '[') {
            match first(rest) {
                Ok(value) => {
                    found.push(value);
                    rest = &rest[value.len()..];
                    let next = rest.trim_start();
                    if next.starts_with(['}', ']', ',', ':', '"']) {
                        let words = "the JSON is over before this place: a bracket is closed too early or too often";
                        return Err(NotARegistration::at(text, offset(text, next), words, SAVE_AGAIN));
                    }
                    continue;
                }
                Err(error) => {
                    noise += 1;
                    let begins_the_text = offset(text, rest) == text.len() - text.trim_start().len();
                    if begin == '{' || begins_the_text || noise > MOST_NOISE {
                        return Err(not_json(text, rest, &error));
                    }
                }
            }
        }
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
}

pub(super) const SAVE_AGAIN: &str =
    "export it again, with az ad app show --output json or from the portal's Manifest page";

pub(super) fn not_json(text: &str, value: &str, error: &Error) -> NotARegistration {
    // Lines are counted by `\n` and columns by bytes, from 1. A control character is refused before it counts as read.
    let line_start = value.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let unread = error.to_string().starts_with("control character");
    let column = if unread { error.column() } else { error.column().saturating_sub(1) };
    let at = (line_start + column).min(value.len());
    let at = (0..=at).rev().find(|at| value.is_char_boundary(*at)).unwrap_or_default();
    let (words, hint) = syntax_words(value, at, error);
    NotARegistration::at(text, offset(text, value) + at, &format!("the text is not JSON: {words}"), hint)
}

/// In the words of `serde_json`, but for what people and editors do most.
fn syntax_words(value: &str, at: usize, error: &Error) -> (String, &'static str) {
    const TAKE_OUT: &str = "take it out";
    let (before, rest) = value.split_at(at);
    if error.is_eof() {
        return ("it ends in the middle of a value".to_owned(), "copy the whole of it");
    }
    let what = match rest.chars().next() {
        Some('}' | ']') if before.trim_end().ends_with(',') => "a comma with nothing behind it",
        Some('/') if rest.starts_with("//") || rest.starts_with("/*") => "a comment, which JSON does not have",
        Some('\'') => "a single quotation mark where JSON has a double one",
        Some('\u{201C}' | '\u{201D}' | '\u{201E}') => "a typographic quotation mark where JSON has a plain one",
        Some(begin) if error.to_string().starts_with("key must be a string") && begin.is_alphabetic() => {
            "a name without quotation marks, which JSON wants around it"
        }
        Some('\u{A0}') => "a no-break space, which JSON does not take for a blank",
        _ => {
            let words = error.to_string();
            let place = format!(" at line {} column {}", error.line(), error.column());
            return (words.strip_suffix(&place).unwrap_or(&words).to_owned(), SAVE_AGAIN);
        }
    };
    let hint = match rest.chars().next() {
        Some('}' | ']' | '/') => TAKE_OUT,
        Some(begin) if begin.is_alphabetic() => SAVE_AGAIN,
        _ => "write the plain character, or export it again",
    };
    (what.to_owned(), hint)
}

impl NotARegistration {
    /// Of a text as a whole.
    pub(super) fn of_all(words: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { words: words.into(), hint: hint.into(), place: Place::default() }
    }

    /// At an offset of the text.
    pub(super) fn at(text: &str, offset: usize, words: &str, hint: &str) -> Self {
        let at = line_column(text.as_bytes(), offset);
        let place = Place { path: None, line: Some(at.line), column: Some(at.column) };
        Self { words: words.to_owned(), hint: hint.to_owned(), place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let text = "{\"a\": \"ä\u{1F511}\"}";
        let wide = |units: fn(u16) -> [u8; 2]| {
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(units).collect::<Vec<_>>()
        };
        for bytes in [
            text.as_bytes().to_vec(),
            ["\u{FEFF}", text].concat().into_bytes(),
            wide(u16::to_le_bytes),
            wide(u16::to_be_bytes),
            wide(u16::to_le_bytes)[2..].to_vec(),
        ] {
            assert_eq!(decode(&bytes).unwrap(), text);
        }
        let error = decode(b"{\r\n\"name\": \"B\xFCro\"").unwrap_err();
        assert_eq!((error.place.line, error.place.column), (Some(2), Some(11)));
        assert!(decode(&vec![b' '; MOST_BYTES + 1]).unwrap_err().words.contains("larger than 4 MB"));
    }

    #[test]
    fn what_is_around_the_json() {
        for (text, expected) in [
            ("", &[][..]),
            ("no JSON", &[]),
            (" {} ", &["{}"]),
            ("```json\n{\"a\":1}\n```\n", &["{\"a\":1}"]),
            ("PS C:\\> az ad app show --id {id}\r\n{}\r\nPS C:\\> ", &["{}"]),
            ("[me@host ~]$ az ad app show\n{}\n[me@host ~]$ exit\n[1]", &[]),
            ("$ az ad app show\n[me@host ~]$\n{}\n[me@host ~]$ exit\n[1]\n", &["{}", "[1]"]),
            ("WARNING: new version\n{\n}{}\n[]", &["{\n}", "{}", "[]"]),
        ] {
            match values(text) {
                Ok(found) => assert_eq!(found, expected, "{text}"),
                Err(error) => assert!(expected.is_empty() && text.starts_with('['), "{error:?}"),
            }
        }
    }

    #[test]
    fn what_is_not_json_says_where() {
        for (text, words, line, column) in [
            ("{\"a\": [1, 2,]}", "a comma with nothing behind it", 1, 13),
            ("{\"a\": 1,\n}", "a comma with nothing behind it", 2, 1),
            ("{\n  // why\n}", "a comment, which JSON does not have", 2, 3),
            ("x\n\n{'a': 1}", "a single quotation mark where JSON has a double one", 3, 2),
            ("{\"ä\": “a”}", "a typographic quotation mark where JSON has a plain one", 1, 7),
            ("{\u{A0}\"a\": 1}", "a no-break space, which JSON does not take for a blank", 1, 2),
            ("{\"a\": ", "it ends in the middle of a value", 1, 6),
            ("{\"a\" 1}", "expected `:`", 1, 6),
            ("{ appId: 1}", "a name without quotation marks, which JSON wants around it", 1, 3),
        ] {
            let error = values(text).unwrap_err();
            assert_eq!(error.words, format!("the text is not JSON: {words}"));
            assert_eq!((error.place.line, error.place.column), (Some(line), Some(column)), "{text}");
        }
        for text in ["{}}", "{},{}", "[]\n]"] {
            assert!(values(text).unwrap_err().words.starts_with("the JSON is over"), "{text}");
        }
        let noise = "[x\n".repeat(200_000);
        assert!(values(&format!("$\n{noise}")).is_err());
    }
}
