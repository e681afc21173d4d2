//! Over generated texts: no panic, and no answer that repeats a whole token.

use std::sync::LazyLock;

use base64::Engine;
use proptest::prelude::*;
use sso_core::token::{Jwks, check, clean, decode, inspect};

use token_table::cases;
use token_table::made::{any_tenant, exchange, graph, header, id_token, keys, now, v1, v2};
use token_table::signer::{ENTRA, STRANGER, encode};

static KEYS: LazyLock<Jwks> = LazyLock::new(keys);
static GENUINE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let signed = [v2(), v1(), id_token(), graph(), exchange()].map(|claims| ENTRA.sign(&header(), &claims));
    signed.into_iter().chain([STRANGER.sign(&header(), &v2())]).collect()
});

/// Three parts, more or less, of which each may be JSON, base64url, or anything.
fn nearly_a_token() -> impl Strategy<Value = String> {
    let json = prop_oneof![
        Just("{}".to_owned()),
        Just(r#"{"alg":"RS256","kid":"entra-1"}"#.to_owned()),
        r#"\{"[a-z]{1,3}":([0-9]{1,30}|"[a-z]{0,20}"|\[\]|null),"[a-z]{1,3}":\{\}\}"#,
        Just(v2().to_string()),
        ".{0,40}",
    ];
    let part =
        prop_oneof![json.prop_map(encode), any::<[u8; 12]>().prop_map(encode), "[A-Za-z0-9_=+/-]{0,60}", ".{0,20}",];
    prop::collection::vec(part, 1..6).prop_map(|parts| parts.join("."))
}

/// A genuine token with one place changed, cut, or doubled.
fn damaged() -> impl Strategy<Value = String> {
    let place = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), "[ -~]|\\PC|.", 0..4_u8);
    place.prop_map(|(which, at, other, how)| {
        let mut token = which.get(GENUINE.as_slice()).clone();
        let at = at.index(token.len());
        match how {
            0 => token.truncate(at),
            1 => token.replace_range(at..at + 1, &other),
            2 => token.insert_str(at, &other),
            _ => token.drain(..at).for_each(drop),
        }
        token
    })
}

/// A claim of any value: what a report says of it is cut and escaped.
fn any_claim() -> impl Strategy<Value = String> {
    const NAMES: [&str; 12] = ["aud", "iss", "ver", "tid", "exp", "nbf", "scp", "azp", "appid", "idtyp", "amr", "idp"];
    let value = prop_oneof![
        any::<i64>().prop_map(serde_json::Value::from),
        any::<f64>().prop_map(serde_json::Value::from),
        "\\PC{0,100}".prop_map(serde_json::Value::from),
        prop::collection::vec("[a-z]{0,4}", 0..4).prop_map(serde_json::Value::from),
        Just(serde_json::Value::Null),
    ];
    (prop::sample::select(&NAMES[..]), value, any::<bool>()).prop_map(|(name, value, one)| {
        let mut claims = if one { v1() } else { v2() };
        claims[name] = value;
        format!("{}.{}.{}", encode(header().to_string()), encode(claims.to_string()), "A".repeat(342))
    })
}

/// A text, and how it is pasted.
fn pasted() -> impl Strategy<Value = (String, String)> {
    let text = prop_oneof![3 => nearly_a_token(), 3 => damaged(), 2 => any_claim(), 1 => ".{0,80}"];
    (text, 0..9_u8).prop_map(|(text, how)| {
        let pasted = match how {
            0 => format!("Bearer {text}"),
            1 => format!("\"{text}\","),
            2 => serde_json::json!({"access_token": text, "expires_in": 1}).to_string(),
            3 => serde_json::json!({"a": {text.as_str(): text}}).to_string(),
            4 => format!("{{access_token: '{text}'}}"),
            5 => format!("https://localhost/#access_token={text}&a=b"),
            6 => text.chars().flat_map(|c| [Some(c), (c == 'J').then_some('\n')]).flatten().collect(),
            7 => base64::prelude::BASE64_STANDARD.encode(&text),
            _ => text.clone(),
        };
        (text, pasted)
    })
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn never_panics_and_never_repeats_the_token((text, pasted) in pasted()) {
        let told = |report: sso_core::token::TokenReport| {
            let key = report.user_key.as_ref().map(|key| key.sentence(false)).unwrap_or_default();
            [serde_json::to_string(&report).unwrap(), report.sentence(), report.paste().unwrap_or_default(), key].join(" ")
        };
        let token = clean(&pasted).token;
        let answers = [
            decode(&token).err().map(|error| format!("{error} {error:?} {}", error.hint())),
            Some(inspect(&pasted, now()).map_or_else(|error| format!("{error} {}", error.hint()), told)),
            check(&pasted, Some(&KEYS), &any_tenant(), now()).map(told).ok(),
        ];
        for answer in answers.into_iter().flatten() {
            for repeated in [text.as_str(), token.as_ref(), pasted.as_str()] {
                prop_assert!(repeated.len() <= 30 || !answer.contains(repeated), "{answer}");
            }
        }
        // What was cleaned is clean: twice is once.
        prop_assert_eq!(clean(&token).token, token.clone());
    }
}
