//! What comes along when a token is copied out of a header, an answer, a log line or a terminal.

mod embedded;
mod member;
mod mistaken;
mod noise;

use std::borrow::Cow;

use embedded::Embedded;
use member::Member;

pub use mistaken::Mistaken;
pub use noise::Noise;

/// A pasted text without what surrounds a token, and what that was.
#[derive(Clone)]
pub struct Cleaned<'a> {
    pub token: Cow<'a, str>,
    pub noise: Vec<Noise>,
}

/// Takes away what a paste brings along: quotes, `Bearer`, blanks and line breaks inside, JSON or other text around it.
/// Never changes a character of the token itself, and says nothing of whether it is one: a text in which no token is found
/// comes back as it is. Blank space at both ends is too common to be mentioned.
pub fn clean(pasted: &str) -> Cleaned<'_> {
    let mut noise = Vec::new();
    let text = strip(pasted, &mut noise);
    if let Some(Member { name, others, value }) = member::find(text) {
        noise.push(Noise::Member { name, others });
        let token = Cow::Owned(unwrapped(strip(&value, &mut noise), &mut noise).into_owned());
        return Cleaned { token, noise };
    }
    let token = unwrapped(text, &mut noise);
    Cleaned { token, noise }
}

/// Around the token, as often as it stands there.
fn strip<'a>(pasted: &'a str, noise: &mut Vec<Noise>) -> &'a str {
    let mut text = pasted.trim_matches(is_blank);
    loop {
        let before = text.len();
        if let Some(rest) = after_word(text, "authorization").and_then(|rest| rest.trim_start().strip_prefix(':')) {
            text = rest.trim_start_matches(is_blank);
            note(noise, Noise::HeaderName);
        }
        if let Some(rest) = after_word(text, "bearer").filter(|rest| rest.starts_with(is_blank)) {
            text = rest.trim_start_matches(is_blank);
            note(noise, Noise::Scheme);
        }
        let unquoted = text.trim_start_matches(QUOTES).trim_end_matches(QUOTES).trim_end_matches([',', ';']);
        if unquoted.len() < text.len() {
            text = unquoted.trim_matches(is_blank);
            note(noise, Noise::Quotes);
        }
        if text.len() == before {
            return text;
        }
    }
}

/// Without the blanks that a wrapping terminal or mail put inside, or out of other text around it.
fn unwrapped<'a>(text: &'a str, noise: &mut Vec<Noise>) -> Cow<'a, str> {
    let begins = begins_as_jwt(text);
    let has_blanks = text.contains(is_blank);
    if begins && !has_blanks {
        return Cow::Borrowed(text);
    }
    let found = embedded::first(text);
    let pieces = || text.split(is_blank).filter(|piece| !piece.is_empty());
    let all = |is_letter: fn(char) -> bool| pieces().flat_map(str::chars).all(is_letter);
    let is_wrapped = has_blanks
        && match begins {
            true => all(embedded::is_letter) && !found.as_ref().is_some_and(|found| found.is_complete),
            // An opaque token has no form that shows it: pieces that long are no words.
            false => all(is_opaque_letter) && pieces().rev().skip(1).all(|piece| piece.len() >= LONGER_THAN_WORDS),
        };
    if !is_wrapped && let Some(Embedded { token, more, .. }) = found {
        noise.push(Noise::OtherText { more });
        return Cow::Borrowed(token);
    }
    if is_wrapped || (begins && has_blanks) {
        note(noise, Noise::Whitespace);
        return Cow::Owned(pieces().collect());
    }
    Cow::Borrowed(text)
}

/// As a JSON object does in base64url: `{"`, or `{` and a blank.
pub(super) fn begins_as_jwt(text: &str) -> bool {
    text.starts_with("ey") || text.starts_with("ew")
}

const LONGER_THAN_WORDS: usize = 20;

/// RFC 6749 appendix A lets tokens and codes have any visible ASCII character; quotes, brackets and their like do not
/// occur in those of Microsoft, and do in other text.
fn is_opaque_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_.~+/=!*$".contains(c)
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
    use super::Noise::*;
    use super::*;

    #[test]
    fn pastes() {
        let long = "0.AXEAv4j5cvGGr0GRqy180BHbR";
        let wrapped_code = format!("{long}\n  {long}\n  x~!*$");
        let complete = format!("eyJh.eyJh.{}", "A".repeat(342));
        let member = |name: &str, others| Noise::Member { name: name.to_owned(), others };
        for (pasted, token, noise) in [
            ("eyJ.b.c", "eyJ.b.c", &[][..]),
            ("  a.b.c\r\n", "a.b.c", &[]),
            ("Bearer a.b.c", "a.b.c", &[Scheme]),
            ("bearer\ta.b.c", "a.b.c", &[Scheme]),
            ("Authorization: Bearer a.b.c", "a.b.c", &[HeaderName, Scheme]),
            ("'Authorization : Bearer a.b.c'", "a.b.c", &[Quotes, HeaderName, Scheme]),
            ("\"a.b.c\",", "a.b.c", &[Quotes]),
            ("“a.b.c”", "a.b.c", &[Quotes]),
            ("Bearer \"a.b.c\"", "a.b.c", &[Scheme, Quotes]),
            // No scheme: it may be the beginning of a token.
            ("bearera.b.c", "bearera.b.c", &[]),
            ("Bearer", "Bearer", &[]),
            ("", "", &[]),
            ("\"", "", &[Quotes]),
            ("ü", "ü", &[]),
            // Wrapped: by a terminal, a mail, a chat.
            ("eyJ.\n  b.\n  c", "eyJ.b.c", &[Whitespace]),
            ("eyJ.b\u{200b}.c", "eyJ.b.c", &[Whitespace]),
            ("Bearer eyJ.b\r\n.c", "eyJ.b.c", &[Scheme, Whitespace]),
            (&wrapped_code, &format!("{long}{long}x~!*$"), &[Whitespace]),
            // Broken inside: the fault is told from the joined text.
            ("eyJ.b ü.c", "eyJ.bü.c", &[Whitespace]),
            // Words stay words.
            ("hello there", "hello there", &[]),
            ("Hello. This is. Text", "Hello. This is. Text", &[]),
            // JSON around it.
            (r#"{"access_token":"eyJ.b.c"}"#, "eyJ.b.c", &[member("access_token", 0)]),
            (
                r#"{"token_type":"Bearer","refresh_token":"0.A","access_token":"eyJ.b.c","id_token":"eyJ.d.e"}"#,
                "eyJ.b.c",
                &[member("access_token", 3)],
            ),
            (r#"{"headers":{"x":"Bearer eyJ.b.c"}}"#, "eyJ.b.c", &[member("headers.x", 0), Scheme]),
            (r#"{"accessToken":"eyJ.b\n.c"}"#, "eyJ.b.c", &[member("accessToken", 0), Whitespace]),
            (r#"{"access_token":3}"#, r#"{"access_token":3}"#, &[]),
            // Other text around it.
            ("curl -H 'Authorization: Bearer eyJ.b.c' https://a.example", "eyJ.b.c", &[OtherText { more: 0 }]),
            ("https://localhost:3000/#access_token=eyJ.b.c&expires_in=3599", "eyJ.b.c", &[OtherText { more: 0 }]),
            ("{ accessToken: 'eyJ.b.c', idToken: 'eyJ.d.e' }", "eyJ.b.c", &[OtherText { more: 1 }]),
            (r#"{"access_token":"eyJ.b.c","refr"#, "eyJ.b.c", &[OtherText { more: 0 }]),
            (&format!("{complete} is what I got"), &complete, &[OtherText { more: 0 }]),
        ] {
            let cleaned = clean(pasted);
            assert_eq!((cleaned.token.as_ref(), cleaned.noise.as_slice()), (token, noise), "{pasted}");
        }
    }
}
