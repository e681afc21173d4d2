use sso_core::token::{DecodeError, Mistaken, Part, TokenKind, decode};

use token_table::made::{header, v2};
use token_table::signer::{ENTRA, encode};

#[test]
fn what_is_refused() {
    let jwt = |header: &str, claims: &str| format!("{}.{}.AAAA", encode(header), encode(claims));
    let fine = encode("{\"a\":1}");
    for (token, error) in [
        (String::new(), DecodeError::Empty),
        ("abc".to_owned(), DecodeError::NotAToken(Mistaken::Short)),
        ("1.2.3".to_owned(), DecodeError::Opaque),
        // base64url by chance, and no header
        ("abcd.efgh.ijkl".to_owned(), DecodeError::Opaque),
        ("hello there".to_owned(), DecodeError::NotAToken(Mistaken::Words)),
        ("a b.c d.e f.g h.i j".to_owned(), DecodeError::NotAToken(Mistaken::Words)),
        ("ey.ey".to_owned(), DecodeError::Parts { found: 2 }),
        ("eyJ".to_owned(), DecodeError::Parts { found: 1 }),
        ("ey.a.b.c".to_owned(), DecodeError::Parts { found: 4 }),
        ("eyJ.b.c.d.e".to_owned(), DecodeError::Encrypted),
        ("M.C546_BAY.2.U.7f3a41c2".to_owned(), DecodeError::Opaque),
        (
            format!("ey J.{fine}."),
            DecodeError::Base64 { part: Part::Header, problem: "character 3 is none of its letters".into() },
        ),
        (format!("ey~J.{fine}."), DecodeError::Base64 { part: Part::Header, problem: "character 3 is ~".into() }),
        (
            format!("{fine}.a+/a."),
            DecodeError::Base64 { part: Part::Claims, problem: "character 2 belongs to plain base64".into() },
        ),
        (
            format!("{fine}.{fine}.a"),
            DecodeError::Base64 { part: Part::Signature, problem: "characters are missing or too many".into() },
        ),
        // The last letter of "AB" carries bits that no byte takes: two texts for one signature.
        (
            format!("{fine}.{fine}.AB"),
            DecodeError::Base64 { part: Part::Signature, problem: "its last character carries loose bits".into() },
        ),
        (format!("{fine}..AAAA"), DecodeError::CutOff { part: Part::Claims }),
        (jwt("{\"a\":1}", "[1]"), DecodeError::NotAnObject { part: Part::Claims }),
        (jwt("{\"a\":1}", "{\"a\":1}x"), DecodeError::Json { part: Part::Claims, line: 1, column: 8 }),
        (jwt("{\"a\":1,\"a\":2}", "{}"), DecodeError::DuplicateKey { part: Part::Header, key: "a".into() }),
        (format!("{fine}.{}.AAAA", encode(b"{\"a\":\"\xff\"}")), DecodeError::NotUtf8 { part: Part::Claims }),
        (jwt("{\"a\":1}", &format!("{{\"a\":{}", "[".repeat(40))), DecodeError::TooDeep { part: Part::Claims }),
    ] {
        let got = decode(&token).unwrap_err();
        assert_eq!(got, error, "{token}");
        assert!(!got.hint().is_empty() && !got.to_string().ends_with('.'));
        let is_jwt = !matches!(got.kind(), TokenKind::Opaque | TokenKind::Encrypted | TokenKind::NotAToken);
        assert_eq!(got.kind() == TokenKind::Malformed, is_jwt, "{token}");
    }
}

#[test]
fn a_decoded_token_does_not_print() {
    let token = ENTRA.sign(&header(), &v2());
    let decoded = decode(&token).unwrap();
    assert_eq!(format!("{decoded:?}"), "Decoded(…)");
    assert_eq!(format!("{}.{}", decoded.signing_input(), encode(decoded.signature())), token);
}
