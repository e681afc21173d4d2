//! What comes along when a token is copied out of a header, a log line or a terminal.

use std::borrow::Cow;

use serde::Serialize;

/// Something that was around or inside a pasted token and was taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Noise {
    /// `Authorization:`
    HeaderName,
    /// `Bearer`
    Scheme,
    /// Quotation marks of any kind, and the comma or semicolon after them.
    Quotes,
    /// Blanks and line breaks inside the token, such as a terminal's wrapping.
    Whitespace,
}

impl Noise {
    /// For a person.
    pub fn words(self) -> &'static str {
        match self {
            Self::HeaderName => "the name of the header",
            Self::Scheme => "the word Bearer",
            Self::Quotes => "quotation marks",
            Self::Whitespace => "blanks or line breaks",
        }
    }
}

/// A pasted text without what surrounds a token, and what that was.
#[derive(Clone)]
pub struct Cleaned<'a> {
    pub token: Cow<'a, str>,
    pub noise: Vec<Noise>,
}

/// Takes away what a paste brings along. Never changes a character of the token itself, and says nothing of whether it
/// is one. Blank space at both ends is too common to be mentioned.
pub fn clean(pasted: &str) -> Cleaned<'_> {
    let mut noise = Vec::new();
    let mut text = pasted.trim_matches(is_blank);
    loop {
        let before = text.len();
        if let Some(rest) = after_word(text, "authorization").and_then(|rest| rest.trim_start().strip_prefix(':')) {
            text = rest.trim_start_matches(is_blank);
            note(&mut noise, Noise::HeaderName);
        }
        if let Some(rest) = after_word(text, "bearer").filter(|rest| rest.starts_with(is_blank)) {
            text = rest.trim_start_matches(is_blank);
            note(&mut noise, Noise::Scheme);
        }
        let unquoted = text.trim_start_matches(QUOTES).trim_end_matches(QUOTES).trim_end_matches([',', ';']);
        if unquoted.len() < text.len() {
            text = unquoted.trim_matches(is_blank);
            note(&mut noise, Noise::Quotes);
        }
        if text.len() == before {
            break;
        }
    }
    let token = if text.contains(is_blank) {
        noise.push(Noise::Whitespace);
        Cow::Owned(text.chars().filter(|c| !is_blank(*c)).collect())
    } else {
        Cow::Borrowed(text)
    };
    Cleaned { token, noise }
}

const QUOTES: [char; 8] = ['"', '\'', '`', '“', '”', '„', '‘', '’'];

/// White space, and the characters without width that pages and chats slip in.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    start.eq_ignore_ascii_case(word).then_some(rest)
}

fn note(noise: &mut Vec<Noise>, found: Noise) {
    if !noise.contains(&found) {
        noise.push(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pastes() {
        use Noise::*;
        for (pasted, token, noise) in [
            ("a.b.c", "a.b.c", &[][..]),
            ("  a.b.c\r\n", "a.b.c", &[]),
            ("Bearer a.b.c", "a.b.c", &[Scheme]),
            ("bearer\ta.b.c", "a.b.c", &[Scheme]),
            ("Authorization: Bearer a.b.c", "a.b.c", &[HeaderName, Scheme]),
            ("'Authorization : Bearer a.b.c'", "a.b.c", &[Quotes, HeaderName, Scheme]),
            ("\"a.b.c\",", "a.b.c", &[Quotes]),
            ("“a.b.c”", "a.b.c", &[Quotes]),
            ("Bearer \"a.b.c\"", "a.b.c", &[Scheme, Quotes]),
            ("a.\n  b.\n  c", "a.b.c", &[Whitespace]),
            ("a.b\u{200b}.c", "a.b.c", &[Whitespace]),
            // No scheme: it may be the beginning of a token.
            ("bearera.b.c", "bearera.b.c", &[]),
            ("Bearer", "Bearer", &[]),
            ("", "", &[]),
            ("\"", "", &[Quotes]),
            ("ü", "ü", &[]),
        ] {
            let cleaned = clean(pasted);
            assert_eq!((cleaned.token.as_ref(), cleaned.noise.as_slice()), (token, noise), "{pasted}");
        }
    }
}
