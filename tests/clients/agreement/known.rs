//! Where another library says something else of a token than Hallpass, and why. None of them is Hallpass being wrong: an
//! entry stands on the standard, on Entra's pages, or on what its reason says. At most ten are the reasons; each token of
//! the table in which one shows is named with it, and no other may differ.

use super::{ASPECTS, Judged};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Library {
    Jose,
    PyJwt,
}

/// A cause of difference, with each token of the table in which it shows, and in which aspects.
pub struct Known {
    pub why: &'static str,
    pub libraries: &'static [Library],
    pub tokens: &'static [(&'static str, &'static [&'static str])],
    /// The library accepts, Hallpass refuses. Or the other way round.
    pub accepts: bool,
}

impl Known {
    pub fn each(&self) -> impl Iterator<Item = (Judged, bool)> {
        let each = |token: &str, aspect: &'static str| ((token.to_owned(), aspect), self.accepts);
        self.tokens.iter().flat_map(move |(token, aspects)| aspects.iter().map(move |aspect| each(token, aspect)))
    }
}

const BOTH: &[Library] = &[Library::Jose, Library::PyJwt];
const SIGNATURE: &[&str] = &["signature"];
const LIFETIME: &[&str] = &["lifetime"];
const AUDIENCE: &[&str] = &["audience"];

pub const KNOWN: &[Known] = &[
    Known {
        why: "of two members with one name they take the last (RFC 7519 §4 allows it); Hallpass refuses, because two \
              readers of one token must not see two tokens",
        libraries: BOTH,
        tokens: &[
            ("a claim twice", &["signature", "lifetime", "audience"]),
            ("a claim twice, once escaped", SIGNATURE),
            ("a claim twice, deep inside", SIGNATURE),
        ],
        accepts: true,
    },
    Known {
        why: "they read JSON as deep as their stack is; Hallpass 32 levels, and Entra writes three",
        libraries: BOTH,
        tokens: &[("payload nested too deeply", SIGNATURE)],
        accepts: true,
    },
    Known {
        why: "a client ID is a GUID, in whatever letters; they compare text",
        libraries: BOTH,
        tokens: &[("client ID in capital letters", AUDIENCE)],
        accepts: false,
    },
    Known {
        why: "a list of audiences is good in a JWT (RFC 7519 §4.1.3); Entra writes one, as text, and Hallpass is about \
              tokens of Entra",
        libraries: BOTH,
        tokens: &[("aud a list with your app", AUDIENCE), ("version 1, aud a list with your app", AUDIENCE)],
        accepts: true,
    },
    Known {
        why: "any number is a time to them; Hallpass refuses one beyond the year 9999, since a token with milliseconds is \
              good for ever",
        libraries: BOTH,
        tokens: &[("exp in milliseconds", LIFETIME), ("exp beyond all time", LIFETIME)],
        accepts: true,
    },
    Known {
        why: "PyJWT takes for a time whatever Python makes a whole number of: a text of digits, and true; RFC 7519 §2 has \
              a number",
        libraries: &[Library::PyJwt],
        tokens: &[
            ("version 1, exp is text", LIFETIME),
            ("version 2, exp is text", LIFETIME),
            ("version 1, nbf is text", LIFETIME),
            ("version 2, nbf is text", LIFETIME),
            ("version 1, nbf is true", LIFETIME),
            ("version 2, nbf is true", LIFETIME),
            ("version 1, iat is text", LIFETIME),
            ("version 2, iat is text", LIFETIME),
            ("version 1, iat is true", LIFETIME),
            ("version 2, iat is true", LIFETIME),
        ],
        accepts: true,
    },
];

#[test]
fn at_most_ten_and_each_has_a_reason() {
    assert!(KNOWN.len() <= 10, "{}", KNOWN.len());
    for Known { why, libraries, tokens, .. } in KNOWN {
        assert!(!why.is_empty() && !libraries.is_empty() && !tokens.is_empty(), "{why}");
        let aspects = tokens.iter().flat_map(|(_, aspects)| *aspects);
        assert!(aspects.clone().count() >= tokens.len() && aspects.clone().all(|one| ASPECTS.contains(one)), "{why}");
    }
}
