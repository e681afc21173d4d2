//! `hallpass token …`: by standard input, never repeated.

use std::fs;

use hallpass_tests::corpus::fixture;
use hallpass_tests::home::Home;
use hallpass_tests::program::Invocation;
use hallpass_tests::shape::shape;
use serde_json::Value;

use crate::edit::CLIENT_ID;

/// Ten minutes after it was issued.
const VALID: &str = "2026-05-28T20:36:40Z";
/// Two hours later.
const OVER: &str = "2026-05-28T22:36:40Z";
const KEEP: [&str; 4] = ["kind", "verified", "id", "verdict"];

fn token() -> String {
    fs::read_to_string(fixture("token/api-access-token-v2.jwt")).unwrap()
}

fn check(home: &Home, token: &str, audience: &str, at: &str) -> Invocation {
    home.hallpass(["token", "check", "-", "--format", "json", "--audience", audience, "--at", at, "--jwks"])
        .args([fixture("token/jwks.json")])
        .input(token.as_bytes())
}

fn verdict<'a>(answer: &'a Value, id: &str) -> &'a str {
    let checks = answer["checks"].as_array().unwrap_or_else(|| panic!("no list of checks in {answer:#}"));
    let check = checks.iter().find(|check| check["id"] == id).unwrap_or_else(|| panic!("no {id} in {answer:#}"));
    check["verdict"].as_str().unwrap()
}

#[test]
fn inspect_explains_and_says_that_nothing_was_verified() {
    let home = Home::new();
    let run =
        home.hallpass(["token", "inspect", "-", "--format", "json"]).input(token().as_bytes()).run().expect_code(0);
    let answer = run.json();
    assert_eq!((&answer["kind"], &answer["verified"]), (&"api-access-token".into(), &false.into()), "{run}");
    assert!(!run.all().contains(token().trim()), "the token is repeated");
    insta::assert_json_snapshot!(shape(&answer, &KEEP));

    let run = home.hallpass(["token", "inspect"]).input(token().as_bytes()).run().expect_code(0);
    assert!(run.all().to_lowercase().contains("not verified"), "not said: {run}");
    assert!(!run.all().contains(token().trim()), "the token is repeated");
}

#[test]
fn the_verdict_is_not_lost_among_claims() {
    let home = Home::new();
    let check = |more: &[&str]| {
        let check = home.hallpass(["token", "check", "--audience", CLIENT_ID, "--at", VALID, "--jwks"]);
        check.args([fixture("token/jwks.json")]).args(more).input(token().as_bytes()).run().expect_code(0)
    };
    let run = check(&[]);
    assert!(!run.stdout.contains("preferred_username: ") && run.stderr.contains("-v"), "{run}");
    let run = check(&["-v"]);
    assert!(run.stdout.contains("preferred_username: "), "{run}");
}

#[test]
fn what_is_no_token_is_named_with_the_next_step() {
    let home = Home::new();
    for (text, words) in [
        ("undefined", "JavaScript"),
        ("[object Object]", "JavaScript"),
        ("13005", "hallpass diagnose"),
        ("hello", "too short"),
        (r#"{"error":"invalid_grant","error_description":"AADSTS50013: a"}"#, "hallpass diagnose"),
    ] {
        let run = home.hallpass(["token", "inspect"]).input(text.as_bytes()).run().expect_code(1);
        assert!(run.stderr.contains(words), "{text}: {run}");
    }
    let check = ["token", "check", "--audience"];
    let run = home.hallpass(check).args([CLIENT_ID]).run().expect_code(2);
    assert!(run.stderr.contains("hallpass token check - "), "{run}");
    let run = home.hallpass(check).args([CLIENT_ID, "token.txt"]).run().expect_code(2);
    assert!(run.stderr.contains("hallpass token check - "), "{run}");
    let page = "https://localhost:3000/taskpane.html";
    let run = home.hallpass(check).args([page]).input(token().as_bytes()).run().expect_code(2);
    assert!(run.stderr.contains("Exchange identity token") && run.stderr.contains("client ID"), "{run}");
}

#[test]
fn a_good_token_passes_every_check() {
    let home = Home::new();
    let run = check(&home, &token(), CLIENT_ID, VALID).run().expect_code(0);
    let answer = run.json();
    assert_eq!(answer["verified"], true, "{run}");
    for id in ["form", "algorithm", "key", "signature", "issuer", "audience", "lifetime", "scope"] {
        assert_eq!(verdict(&answer, id), "pass", "{id} of {run}");
    }
    insta::assert_json_snapshot!(shape(&answer, &KEEP));
}

#[test]
fn time_may_be_unix_seconds() {
    let home = Home::new();
    check(&home, &token(), CLIENT_ID, "1780000600").run().expect_code(0);
    check(&home, &token(), CLIENT_ID, "1780009000").run().expect_code(1);
}

#[test]
fn each_fault_fails_its_own_check() {
    let home = Home::new();
    let other = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
    // One character of the signature, in its middle: the last one holds bits that do not count.
    let mut forged = token().into_bytes();
    let at = forged.len() - 100;
    forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
    let forged = String::from_utf8(forged).unwrap();
    for (fault, text, audience, at) in [
        ("audience", token(), other, VALID),
        ("lifetime", token(), CLIENT_ID, OVER),
        ("signature", forged, CLIENT_ID, VALID),
    ] {
        let run = check(&home, &text, audience, at).run().expect_code(1);
        let answer = run.json();
        let failed: Vec<_> = answer["checks"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|check| check["verdict"] == "fail")
            .map(|check| check["id"].as_str().unwrap())
            .collect();
        assert_eq!(failed, [fault], "{run}");
        assert_eq!(answer["verified"], fault != "signature", "{run}");
    }
}

#[test]
fn without_an_audience_nothing_is_guessed() {
    let home = Home::new();
    let run = home.hallpass(["token", "check", "-", "--jwks"]).args([fixture("token/jwks.json")]);
    let run = run.input(token().as_bytes()).run().expect_code(2);
    assert!(run.stderr.contains("audience"), "{run}");
}

#[test]
fn rubbish_gets_one_sentence_that_does_not_repeat_it() {
    let home = Home::new();
    let whole = token();
    let cut = &whole[..200];
    for input in ["", "  \n", "hello there", "eyJhbGciOiJub25lIn0.e30.", cut, "a.b.c", "\u{feff}{\"access_token\":3}"] {
        for command in [&["inspect"][..], &["check", "--audience", CLIENT_ID, "--at", VALID]] {
            let mut run = home.hallpass(["token", command[0], "-"]).args(&command[1..]);
            if command[0] == "check" {
                run = run.args(["--jwks"]).args([fixture("token/jwks.json")]);
            }
            let run = run.input(input.as_bytes()).run();
            // An unsigned token can be explained, but never passes a check.
            let explained = command[0] == "inspect" && run.code == Some(0);
            assert!(explained || matches!(run.code, Some(1 | 2)), "{run}");
            assert!(!run.all().trim().is_empty(), "{run}");
            assert!(!run.all().contains("panicked"), "{run}");
            let trimmed = input.trim();
            assert!(trimmed.len() < 8 || !run.all().contains(trimmed), "the input is repeated: {run}");
        }
    }
}

#[test]
fn what_is_too_large_is_no_token_however_large() {
    let home = Home::new();
    for bytes in [(1 << 20) + 1, 3_000_000] {
        let run = home.hallpass(["token", "inspect"]).input("a".repeat(bytes).as_bytes()).run().expect_code(1);
        assert!(run.stderr.contains("more than 1048576 bytes") && run.all().len() < 500, "of {bytes}");
    }
}

#[test]
fn markup_is_named() {
    let home = Home::new();
    for input in ["<html><body>Sign in</body></html>", "PHNhbWxwOlJlc3BvbnNlPjwvc2FtbHA6UmVzcG9uc2U+"] {
        let run = home.hallpass(["token", "inspect"]).input(input.as_bytes()).run().expect_code(1);
        assert!(run.stderr.contains("SAML"), "{run}");
        assert!(!run.all().contains(input), "the input is repeated: {run}");
    }
}

#[test]
fn a_token_as_an_argument_is_refused_and_not_repeated() {
    let home = Home::new();
    let token = token();
    let token = token.trim();
    for args in [
        vec!["token", "inspect", token],
        vec!["token", "check", token, "--audience", CLIENT_ID],
        vec!["token", "inspect", "-", token],
    ] {
        let run = home.hallpass(&args).run().expect_code(2);
        assert!(run.stderr.contains("never an argument"), "{run}");
        assert!(!run.all().contains(token), "the token is repeated");
    }
}

#[test]
fn a_file_in_the_place_of_a_token_is_told_how_it_is_piped_in() {
    let home = Home::new();
    home.write("exp.txt", b"no token");
    for args in [vec!["token", "check", "exp.txt", "--audience", CLIENT_ID], vec!["token", "inspect", "exp.txt"]] {
        let run = home.hallpass(&args).run().expect_code(2);
        assert!(run.stderr.contains("not a file") && run.stderr.contains("< exp.txt"), "{run}");
    }
}

#[test]
fn audiences_of_two_apps_are_one_question_too_many() {
    let home = Home::new();
    let other = "11111111-2222-4333-8444-555555555555";
    let uri = format!("api://localhost:3000/{other}");
    for more in [other, &uri] {
        let run = check(&home, &token(), CLIENT_ID, VALID).args(["--audience", more]).run().expect_code(2);
        assert!(run.stderr.contains("more than one app"), "{run}");
    }
    let own = format!("api://localhost:3000/{CLIENT_ID}");
    check(&home, &token(), CLIENT_ID, VALID).args(["--audience", &own]).run().expect_code(0);
}

#[test]
fn control_characters_of_a_token_do_not_reach_the_terminal() {
    // {"alg":"RS256"} . {"name":"<escape>[2J<bell>"} . a signature
    let hostile = "eyJhbGciOiJSUzI1NiJ9.eyJuYW1lIjoiXHUwMDFiWzJKXHUwMDA3In0.AAAA";
    let home = Home::new();
    let run = home.hallpass(["token", "inspect", "--color", "always"]).input(hostile.as_bytes()).run().expect_code(0);
    assert!(run.stdout.contains(r"\u{1b}[2J\u{7}"), "not shown as text: {run}");
    assert!(!run.stdout.contains("\u{1b}[2J") && !run.stdout.contains('\u{7}'));
}

#[test]
fn what_is_no_token_is_said_before_anything_is_fetched() {
    let home = Home::new();
    let cut: String = token().chars().take(40).collect();
    let run = home.hallpass(["token", "check", "--audience", CLIENT_ID]).input(cut.as_bytes()).run().expect_code(1);
    assert!(!run.all().contains("login.microsoftonline.com"), "{run}");
}

#[test]
fn a_practice_token_held_against_a_microsoft_cloud_is_the_wrong_question() {
    // {"alg":"RS256"} . {"iss":"https://localhost:47443/x/v2.0"} . a signature
    let token = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2xvY2FsaG9zdDo0NzQ0My94L3YyLjAifQ.AAAA";
    let home = Home::new();
    let run = home.hallpass(["token", "check", "--audience", CLIENT_ID]).input(token.as_bytes()).run().expect_code(2);
    assert!(run.stderr.contains("--cloud practice"), "{run}");
}
