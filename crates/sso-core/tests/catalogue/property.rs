//! Over generated texts: no panic, and no answer that repeats a token or a secret. `PROPTEST_CASES` says how many.

use proptest::prelude::*;
use sso_core::Timestamp;
use sso_core::diagnose::{LIMIT, diagnose};

const TOKEN: &str =
    "eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.eyJhdWQiOiJhcGk6Ly94Iiwic2NwIjoiYWNjZXNzX2FzX3VzZXIifQ.Zm9yZ2VkLXNpZ25hdHVyZQ";
const SECRET: &str = "Q8x8Q~fictional.value_that-nobody.issued7";

/// Pieces that answers are made of, in any order.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(r#"{"error":"invalid_grant","error_description":"AADSTS65001: x "#.to_owned()),
        Just(r#"","error_codes":[65001,50013],"claims":"{}"}"#.to_owned()),
        Just(r#"{"error":{"code":"InvalidAuthenticationToken","message":""#.to_owned()),
        Just(r#"{"code":13006,"name":""#.to_owned()),
        Just(r#"{"errorCode":"x","errorMessage":""#.to_owned()),
        Just(r#""}}"#.to_owned()),
        Just("https://localhost:3000/#error=access_denied&error_description=AADSTS65004%3a+".to_owned()),
        Just(" Trace ID: ".to_owned()),
        Just("client_secret=".to_owned()),
        Just("Authorization: Bearer ".to_owned()),
        Just(TOKEN.to_owned()),
        Just(SECRET.to_owned()),
        "[0-9]{3,9}",
        "AADSTS[0-9]{3,9}",
        "\\PC{0,20}",
        "[ \\r\\n\"'{}\\[\\]:,&=#?]{0,4}",
    ]
}

fn is_silent_about_secrets(text: &str) {
    let answer = serde_json::to_string(&diagnose(text.as_bytes(), Timestamp::UNIX_EPOCH)).unwrap();
    for secret in [TOKEN, SECRET] {
        assert!(!answer.contains(secret), "{answer}");
    }
}

proptest! {
    #[test]
    fn no_panic_and_no_secret(pieces in prop::collection::vec(piece(), 0..12)) {
        is_silent_about_secrets(&pieces.concat());
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        diagnose(&bytes, Timestamp::UNIX_EPOCH);
    }
}

#[test]
fn secrets_in_every_place_of_an_answer() {
    for secret in [TOKEN, SECRET] {
        for text in [
            secret.to_owned(),
            format!(r#"{{"error":"{secret}"}}"#),
            format!(
                r#"{{"error":"invalid_grant","error_description":"AADSTS50013: {secret}","suberror":"{secret}","trace_id":"{secret}","timestamp":"{secret}","claims":"{secret}"}}"#
            ),
            format!(
                r#"{{"error":{{"code":"{secret}","message":"{secret}","innerError":{{"code":"{secret}","request-id":"{secret}","date":"{secret}"}}}}}}"#
            ),
            format!(r#"{{"code":13006,"name":"{secret}","message":"{secret}"}}"#),
            format!(r#"{{"code":"{secret}"}}"#),
            format!("https://x/?error={secret}&error_description={secret}"),
            format!("AADSTS65001: {secret} Trace ID: {secret} Timestamp: {secret}"),
        ] {
            is_silent_about_secrets(&text);
        }
    }
}

#[test]
fn the_largest_texts_have_an_answer() {
    for piece in [
        "AADSTS65001 ",
        "{",
        "{\"error\":\"",
        "[",
        "error=",
        "failed to update ",
        "AADSTS1",
        "code:1,",
        "a",
        "\u{e4}",
        "13007 error ",
    ] {
        let text = piece.repeat(2 * LIMIT / piece.len());
        let diagnosed = diagnose(text.as_bytes(), Timestamp::UNIX_EPOCH);
        assert!(diagnosed.diagnoses.len() <= 20, "{piece}");
    }
    // Numbers that all differ.
    let text: String = (1000..200_000).map(|number| format!("AADSTS{number} ")).collect();
    assert_eq!(diagnose(text.as_bytes(), Timestamp::UNIX_EPOCH).diagnoses.len(), 20);
}
