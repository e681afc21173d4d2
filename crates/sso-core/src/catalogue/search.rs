//! Finds the codes of any text: a log, a page, an answer, a number alone.
//!
//! One pass over the words of the text: a word is letters, digits and underscores, so that a number is always taken with all
//! its digits. A number without a name of its own counts only where the text says that it is a code.

mod label;
mod number;
mod word;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use word::Words;

use super::{AADSTS, Family, entries};

/// A code in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// As the catalogue writes it.
    pub code: String,
    /// `None`: it has the form of a code, and the catalogue does not know it.
    pub family: Option<Family>,
    /// Bytes of the text.
    pub span: Range<usize>,
}

/// The catalogue by its codes and texts, for searching.
#[derive(Debug)]
pub struct Index {
    codes: HashMap<String, Family>,
    /// In lower case, in the pieces between `…`, with the code.
    said: Vec<(Vec<String>, String, Family)>,
}

impl Index {
    #[allow(clippy::new_without_default, reason = "reads the whole catalogue: nobody should get one by the way")]
    pub fn new() -> Self {
        let entries = entries();
        let codes = entries.iter().flat_map(|entry| entry.codes.iter().map(|code| (code.clone(), entry.family)));
        let said = entries.iter().flat_map(|entry| {
            entry.said.iter().map(|text| {
                let pieces = text.to_ascii_lowercase();
                let pieces = pieces.split('…').map(|piece| piece.trim().to_owned()).collect();
                (pieces, entry.code().to_owned(), entry.family)
            })
        });
        Self { codes: codes.collect(), said: said.collect() }
    }

    /// Every place of every code in the text, the most specific first: Entra's numbers, then what Graph, the portal, the
    /// manifest's judges and MSAL say, then Office's numbers, which stand for several causes each, then what only says that
    /// more is needed, and last what is not known. Of two numbers of which one begins the other the longer is first, else
    /// they come in the order of the text.
    pub fn codes_in(&self, text: &str) -> Vec<Found> {
        let words = Words::of(text);
        let is_bare = words.is_bare(|word| self.codes.contains_key(word));
        let mut found: Vec<Found> = (0..words.len()).flat_map(|at| self.at(&words, at, is_bare)).collect();
        found.extend(self.said_in(text));
        let numbers: BTreeSet<String> = found.iter().map(|found| found.code.clone()).collect();
        let begins_another = |code: &String| {
            let next = numbers.range::<String, _>((std::ops::Bound::Excluded(code), std::ops::Bound::Unbounded)).next();
            next.is_some_and(|next| next.starts_with(code.as_str()))
        };
        found.sort_by_cached_key(|found| {
            (rank(&found.code, found.family), begins_another(&found.code), found.span.start)
        });
        found
    }

    fn at(&self, words: &Words<'_>, at: usize, is_bare: bool) -> Vec<Found> {
        let (word, span) = words.get(at);
        let found = |code: String, span: Range<usize>| {
            let family = self.family(&code);
            Found { code, family, span }
        };
        if let Some((digits, span)) = words.aadsts(at) {
            return vec![found(format!("{AADSTS}{digits}"), span)];
        }
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            let codes = number::codes(words, at, is_bare, |code| self.family(code));
            return codes.into_iter().map(|code| found(code, span.clone())).collect();
        }
        // A name that is also an English word counts only where a code is named.
        let is_plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
        let counts = self.codes.contains_key(word)
            && !word.starts_with(AADSTS)
            && (!is_plain || is_bare || label::of(words, at).is_some());
        if counts { vec![found(word.to_owned(), span)] } else { Vec::new() }
    }

    /// Whose code it is; `None` for one that is not known.
    pub fn family(&self, code: &str) -> Option<Family> {
        self.codes.get(code).copied()
    }

    fn said_in<'a>(&'a self, text: &str) -> impl Iterator<Item = Found> + use<'a> {
        // Lower case of ASCII alone: every byte stays where it is.
        let text = text.to_ascii_lowercase();
        self.said.iter().filter_map(move |(pieces, code, family)| {
            let span = find_in_order(&text, pieces)?;
            Some(Found { code: code.clone(), family: Some(*family), span })
        })
    }
}

/// Bytes between the first and the last piece of a text with `…`: it is one sentence.
const WITHIN: usize = 300;

/// The first place where the pieces follow each other within a sentence.
fn find_in_order(text: &str, pieces: &[String]) -> Option<Range<usize>> {
    let (first, others) = pieces.split_first()?;
    text.match_indices(first.as_str()).find_map(|(start, _)| {
        let mut end = start + first.len();
        let within = (start + WITHIN..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        for piece in others {
            end += text.get(end..within)?.find(piece.as_str())? + piece.len();
        }
        Some(start..end)
    })
}

/// Those that come around another error, and say only that the user has to take part.
const AROUND_ANOTHER: [&str; 4] =
    ["interaction_required", "InteractionRequiredAuthError", "ServerError", "UnknownError"];

pub(crate) fn is_around_another(code: &str) -> bool {
    AROUND_ANOTHER.contains(&code)
}

/// The lower, the more a code says.
pub(crate) fn rank(code: &str, family: Option<Family>) -> u8 {
    match family {
        _ if is_around_another(code) => 4,
        Some(Family::Entra) => 0,
        None if code.starts_with(AADSTS) => 1,
        Some(Family::Registration | Family::Manifest | Family::Graph | Family::Msal) => 2,
        Some(Family::Office | Family::Dialog) => 3,
        None => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<String> {
        let mut codes: Vec<String> = Vec::new();
        for found in Index::new().codes_in(text) {
            assert!(text.get(found.span.clone()).is_some(), "{text}: {found:?}");
            if !codes.contains(&found.code) {
                codes.push(found.code);
            }
        }
        codes
    }

    #[test]
    fn what_people_paste() {
        for (text, expected) in [
            ("13007", &["13007"][..]),
            ("AADSTS65001", &["AADSTS65001"]),
            ("aadsts65001", &["AADSTS65001"]),
            ("65001", &["AADSTS65001"]),
            ("50001", &["AADSTS50001", "50001"]),
            ("13007, 65001", &["AADSTS65001", "13007"]),
            ("Error 13007", &["13007"]),
            ("error code: 13004\nsee office", &["13004"]),
            ("{code: 13006, name: 'x', message: 'y'}", &["13006"]),
            (r#"{ "code" : "9018" }"#, &["9018"]),
            ("dialog closed {error: 12006, type: 'dialogEventReceived'}", &["12006"]),
            ("AADSTS500133 follows AADSTS50013 here", &["AADSTS500133", "AADSTS50013"]),
            ("AADSTS50013 and AADSTS500133", &["AADSTS500133", "AADSTS50013"]),
            ("AADSTS7000215: Invalid client secret", &["AADSTS7000215"]),
            ("13005 then AADSTS65001: no consent: code 13005", &["AADSTS65001", "13005"]),
            ("invalid_grant: 65001 - [2026-01-01 10:00:00Z]: AADSTS65001: The user", &["AADSTS65001"]),
            (r#""error_codes": [50079, 50076]"#, &["AADSTS50079", "AADSTS50076"]),
            ("AADSTS1234567: something new", &["AADSTS1234567"]),
            ("13999", &["13999"]),
            ("4242424", &["4242424"]),
            ("Graph answered InvalidAuthenticationToken", &["InvalidAuthenticationToken"]),
            ("HTTP 429 Too Many Requests", &["429"]),
            ("status: 503", &["503"]),
            (r#"{"code":"unauthenticated"}"#, &["unauthenticated"]),
            ("Tenant does not have a SPO license.", &["spo-license-missing"]),
            (
                "ERROR: Failed to update Contoso application. Error details: invalid property",
                &["manifest-upload-property"],
            ),
            ("InteractionRequiredAuthError: AADSTS50076: Due to", &["AADSTS50076", "InteractionRequiredAuthError"]),
            ("[5objp]", &["5objp"]),
            ("The dialog failed with 12007", &["12007"]),
        ] {
            assert_eq!(codes(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_code() {
        for text in [
            "",
            "https://localhost:13000/taskpane.html failed",
            "listening on port 5001",
            "took 5000 ms",
            "an error: timed out after 13000 ms",
            "failed with 12007 tries",
            "c6c1f32b-5e55-4997-881a-753cc1d563b7",
            "the user is unauthenticated and access was notAllowedAtAll",
            "AADSTS without a number, AADSTS12, AADSTS123456789",
            "office-js issue #13005 of an error",
            "version 16.0.13001.20266, error free",
            "429 lines were read",
            "2026-01-31 13:00:01 error",
            "code 0x80004005",
        ] {
            assert_eq!(codes(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn every_place_is_told() {
        let text = "AADSTS65001 … AADSTS65001";
        let spans: Vec<_> = Index::new().codes_in(text).into_iter().map(|found| &text[found.span]).collect();
        assert_eq!(spans, ["AADSTS65001", "AADSTS65001"]);
    }
}
