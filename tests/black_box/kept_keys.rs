//! `hallpass token check` without a network: what is kept of Entra's keys serves, and says how old it is.

use std::fs;

use hallpass_tests::corpus::fixture;
use hallpass_tests::home::Home;
use hallpass_tests::program::Ended;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::edit::CLIENT_ID;

/// Ten minutes after the token was issued.
const VALID: &str = "2026-05-28T20:36:40Z";
/// Made of where the keys come from, by the program.
const FILE: &str = "26e3fd50-aadc-5dec-91ea-b0f83dd58c89.json";

fn keys() -> Value {
    serde_json::from_slice(&fs::read(fixture("token/jwks.json")).unwrap()).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "the program reads the clock of this machine")]
fn ago(hours: i64) -> Timestamp {
    Timestamp::now() - SignedDuration::from_hours(hours)
}

fn keep(home: &Home, keys: &Value, fetched: Timestamp) {
    let folder = home.config().join("cache/keys");
    fs::create_dir_all(&folder).unwrap();
    let stored = json!({
        "source": "https://login.microsoftonline.com/ organizations",
        "issuer": "https://login.microsoftonline.com/{tenantid}/v2.0",
        "keys": keys,
        "fetched": fetched,
        "tried": fetched,
    });
    fs::write(folder.join(FILE), stored.to_string()).unwrap();
}

/// Everything outwards would go through a proxy that is not there.
fn check(home: &Home) -> Ended {
    let token = fs::read(fixture("token/api-access-token-v2.jwt")).unwrap();
    let args = ["token", "check", "--format", "json", "--audience", CLIENT_ID, "--at", VALID];
    home.hallpass(args).env("HTTPS_PROXY", "http://127.0.0.1:9").input(&token).run()
}

fn key(answer: &Value) -> (&str, &str) {
    let mut checks = answer["checks"].as_array().into_iter().flatten();
    let check = checks.find(|check| check["id"] == "key").expect("a check of the key");
    (check["verdict"].as_str().unwrap(), check["detail"].as_str().unwrap())
}

#[test]
fn keys_of_today_serve_and_nothing_is_fetched() {
    let home = Home::new();
    keep(&home, &keys(), ago(1));
    let run = check(&home).expect_code(0);
    assert_eq!(key(&run.json()).0, "pass", "{run}");
}

#[test]
fn keys_of_yesterday_serve_with_a_warning() {
    let home = Home::new();
    keep(&home, &keys(), ago(30));
    for why in ["login.microsoftonline.com", "the last attempt failed less than a minute ago"] {
        let run = check(&home).expect_code(0);
        let answer = run.json();
        let (verdict, detail) = key(&answer);
        assert_eq!((verdict, &answer["verified"]), ("warn", &true.into()), "{run}");
        assert!(detail.contains("fetched 1 day 6 h ago and could not be fetched again"), "{run}");
        assert!(detail.ends_with(why), "{why}: {run}");
    }
}

/// A key that is not among those kept may be new: that is no verdict.
#[test]
fn without_the_key_nothing_is_said_of_the_token() {
    let home = Home::new();
    let run = check(&home).expect_code(3);
    assert!(run.all().contains("says nothing of your token"), "{run}");
    let mut other = keys();
    other["keys"][0]["kid"] = "other".into();
    other["keys"].as_array_mut().unwrap().truncate(1);
    keep(&home, &other, ago(1));
    let run = check(&home).expect_code(3);
    assert!(run.all().contains("keys-not-fetched"), "{run}");
    // Nothing else is in the folder: no lock, no half a file.
    assert_eq!(fs::read_dir(home.config().join("cache/keys")).unwrap().count(), 1);
}
