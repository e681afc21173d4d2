//! What of a pasted text must not be repeated.

use crate::shown::shown;
use uuid::Uuid;

/// Characters of a sentence that came with an error.
const SENTENCE: usize = 300;

const HIDDEN: &str = "(…)";

/// The first line of an error's sentence, without trace IDs, and without anything that could be a token or a secret.
pub fn shown_line(said: &str) -> String {
    let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let end = line.find(" Trace ID:").unwrap_or(line.len());
    let line: String = line[..end].chars().filter(|c| !c.is_control()).collect();
    shown(masked(line.trim()), SENTENCE)
}

/// The sentence that begins at a place of a text, as [`shown_line`]; up to the end of a string that it stands in.
pub fn shown_sentence(text: &str, start: usize) -> String {
    /// Bytes; what of it is shown is shorter.
    const WINDOW: usize = 1000;
    let rest = text.get(start..).unwrap_or_default();
    let end = (WINDOW..rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
    let mut sentence = rest.get(..end).unwrap_or_default();
    if end < rest.len() {
        // Half a word could be half a secret, which does not look like one.
        sentence = sentence.rsplit_once(char::is_whitespace).map_or("", |(whole, _)| whole);
    }
    shown_line(sentence.split(['"', '\\']).next().unwrap_or_default())
}

/// Whether a word of the text is hidden where it is repeated.
pub fn hides(text: &str) -> bool {
    masked(text) != text
}

/// The text with each word hidden that could be a token or a secret.
fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut named = false;
    for piece in text.split_inclusive(|c: char| !is_of_a_word(c)) {
        let word = piece.trim_end_matches(|c: char| !is_of_a_word(c));
        let after = &piece[word.len()..];
        let hide = !word.is_empty() && (named || !is_plain(word));
        masked.push_str(if hide { HIDDEN } else { word });
        masked.push_str(after);
        // `client_secret=…`, `password: …`, `Bearer …`
        if !word.is_empty() {
            named = names_a_secret(word, after);
        }
    }
    masked
}

fn is_of_a_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | '+')
}

fn names_a_secret(word: &str, after: &str) -> bool {
    const NAMES: [&str; 12] = [
        "client_secret",
        "clientsecret",
        "secret",
        "password",
        "pwd",
        "assertion",
        "client_assertion",
        "access_token",
        "refresh_token",
        "id_token",
        "code_verifier",
        "authorization",
    ];
    let word = word.to_ascii_lowercase();
    word == "bearer" || (matches!(after, "=" | ":" | "\"" | "'") && NAMES.iter().any(|name| word.ends_with(name)))
}

/// No word that a token or a secret could be: those are long, and mix capital letters, small ones and digits.
pub fn is_plain(word: &str) -> bool {
    /// Shorter than any token or secret that Entra makes.
    const SHORT: usize = 20;
    /// Longer than any name.
    const LONG: usize = 48;
    if word.len() < SHORT || Uuid::try_parse(word).is_ok() {
        return true;
    }
    let has = |is: fn(&u8) -> bool| word.as_bytes().iter().any(is);
    let is_mixed = has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    // Host names and scopes are long, and have dots between short parts.
    let longest = word.split(['.', '-', '_']).map(str::len).max().unwrap_or_default();
    let begins_as_jwt = word.starts_with("ey") && longest >= SHORT;
    !(is_mixed && longest >= SHORT / 2 || word.contains('~') || begins_as_jwt || longest >= LONG)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "Q8x8Q~fictional.value_that-nobody.issued7";

    #[test]
    fn sentences_stay_and_secrets_go() {
        for text in [
            "AADSTS65001: The user or administrator has not consented to use the application with ID '5a1f0c52-7d3e-4b8a-9c11-0f2e6d4b8a01' named 'contoso-addin'.",
            "AADSTS50011: The redirect URI 'https://localhost:3000/fallbackauthdialog.html' specified in the request does not match",
            "AADSTS500011: The resource principal named api://addin.contoso.example/5a1f0c52-7d3e-4b8a-9c11-0f2e6d4b8a01 was not found",
            "AADSTS700046: Reply Address must have scheme brk-9199bf20-a13f-4107-85dc-02114787ef48:// and be of Single Page Application type.",
            "Insufficient privileges: MailboxNotEnabledForRESTAPI, CannotDeleteOrUpdateEnabledEntitlement",
        ] {
            assert_eq!(masked(text), text);
        }
        let token = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOiJhcGk6Ly94In0.c2lnbmF0dXJl";
        for text in [
            format!("the token {token} is bad"),
            format!("Authorization: Bearer {token}"),
            format!("secret {SECRET} given"),
            format!("client_secret={SECRET}&x=1"),
            "client_secret=short and password: hunter2".to_owned(),
        ] {
            let masked = masked(&text);
            for secret in [token, SECRET, "short", "hunter2"] {
                assert!(!masked.contains(secret), "{masked}");
            }
            assert!(masked.contains(HIDDEN), "{masked}");
        }
    }

    #[test]
    fn a_sentence_in_other_text() {
        for (text, expected) in [
            ("x AADSTS1: The user 'a' said no. Trace ID: y", "AADSTS1: The user 'a' said no."),
            (r#"{"d":"AADSTS1: No.\r\nTrace ID","e":1}"#, "AADSTS1: No."),
            ("AADSTS1\nnext", "AADSTS1"),
        ] {
            assert_eq!(shown_sentence(text, text.find("AADSTS").unwrap()), expected);
        }
        let long = format!("AADSTS1: {SECRET}{SECRET}{}", "x".repeat(900));
        assert_eq!(shown_sentence(&long, 0), format!("AADSTS1: {HIDDEN}"));
        let cut = format!("AADSTS1: {} {SECRET}", "y".repeat(975));
        assert!(!shown_sentence(&cut, 0).contains("Q8x8"), "{}", shown_sentence(&cut, 0));
    }

    #[test]
    fn one_line() {
        assert_eq!(shown_line("\r\nAADSTS1: a. Trace ID: t\r\nCorrelation ID: c"), "AADSTS1: a.");
        assert!(shown_line(&"a ".repeat(1000)).chars().count() <= SENTENCE + 1);
    }
}
