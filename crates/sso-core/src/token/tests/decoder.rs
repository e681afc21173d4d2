use proptest::prelude::*;

use super::*;
use crate::token::{DecodeError, Part, decode, inspect};

fn encode(text: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(text)
}

#[test]
fn what_is_refused() {
    let jwt = |header: &str, claims: &str| format!("{}.{}.AAAA", encode(header), encode(claims));
    let fine = encode("{\"a\":1}");
    for (token, error) in [
        (String::new(), DecodeError::Empty),
        ("abc".to_owned(), DecodeError::Opaque),
        ("1.2.3".to_owned(), DecodeError::Opaque),
        ("ey.ey".to_owned(), DecodeError::Parts { found: 2 }),
        ("eyJ".to_owned(), DecodeError::Parts { found: 1 }),
        ("ey.a.b.c".to_owned(), DecodeError::Parts { found: 4 }),
        ("a.b.c.d.e".to_owned(), DecodeError::Encrypted),
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
    }
}

#[test]
fn a_decoded_token_does_not_print() {
    let token = ENTRA.sign(&header(), &v2());
    let decoded = decode(&token).unwrap();
    assert_eq!(format!("{decoded:?}"), "Decoded(…)");
    assert_eq!(format!("{}.{}", decoded.signing_input(), decoded.signature()), token);
}

/// Texts that come near a token: three parts, of which each may be JSON, base64url, or anything.
fn nearly_a_token() -> impl Strategy<Value = String> {
    let json = prop_oneof![
        Just("{}".to_owned()),
        Just(r#"{"alg":"RS256","kid":"entra-1"}"#.to_owned()),
        r#"\{"[a-z]{1,3}":([0-9]{1,30}|"[a-z]{0,20}"|\[\]|null),"[a-z]{1,3}":\{\}\}"#,
        Just(v2().to_string()),
        any::<String>(),
    ];
    let part = prop_oneof![
        json.prop_map(encode),
        any::<Vec<u8>>().prop_map(encode),
        "[A-Za-z0-9_=+/-]{0,60}",
        any::<String>()
    ];
    let token = prop::collection::vec(part, 1..6).prop_map(|parts| parts.join("."));
    prop_oneof![4 => token, 1 => any::<String>()]
}

fn cases() -> ProptestConfig {
    // PROPTEST_CASES raises it; failures are shown, not written into the source tree.
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    /// No panic, and no answer that repeats a whole token.
    #[test]
    fn never_panics_and_never_repeats_the_token(pasted in nearly_a_token(), noise in "(Bearer |\"|\n){0,2}") {
        let pasted = format!("{noise}{pasted}");
        let long = pasted.len() > 30;
        let answers = [
            decode(&pasted).err().map(|error| format!("{error} {error:?} {}", error.hint())),
            inspect(&pasted).map(|report| serde_json::to_string(&report).unwrap() + &report.sentence()).ok(),
            check(&pasted, Some(&keys()), &any_tenant(), now())
                .map(|report| serde_json::to_string(&report).unwrap() + &report.sentence())
                .ok(),
        ];
        for answer in answers.into_iter().flatten() {
            prop_assert!(!long || !answer.contains(&pasted), "{answer}");
        }
    }
}
