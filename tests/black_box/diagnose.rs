//! `hallpass diagnose`: codes, answers, addresses, logs, and what is none of them.

use hallpass_tests::corpus::fixture;
use hallpass_tests::home::Home;
use hallpass_tests::program::Ended;

const MFA: &str = r#"{"error":"interaction_required","error_description":"AADSTS50076: Due to a configuration change made by your administrator.\r\nTrace ID: 0c1d2e3f-1111-4222-8333-444455556666","error_codes":[50076],"timestamp":"2016-01-09 02:02:12Z","trace_id":"0c1d2e3f-1111-4222-8333-444455556666","correlation_id":"9a8b7c6d-1111-4222-8333-444455556666","suberror":"basic_action","claims":"{\"access_token\":{}}"}"#;

fn first(run: &Ended) -> String {
    run.json()["diagnoses"][0]["code"].as_str().unwrap_or_else(|| panic!("no code: {run}")).to_owned()
}

#[test]
fn anything_pasted_has_its_cause_first() {
    let home = Home::new();
    for (text, code) in [
        ("13007", "13007"),
        ("AADSTS65001", "AADSTS65001"),
        ("65001", "AADSTS65001"),
        (MFA, "AADSTS50076"),
        ("http://localhost:3000/#error=access_denied&error_description=AADSTS65004%3a+User+declined", "AADSTS65004"),
        ("{code: 13006, name: 'Client Error', message: 'An unexpected error'}", "13006"),
        (
            r#"{"error":{"code":"InvalidAuthenticationToken","message":"Invalid audience."}}"#,
            "InvalidAuthenticationToken",
        ),
        ("InteractionRequiredAuthError: invalid_grant: 65001 - [2026-01-01]: AADSTS65001: no consent", "AADSTS65001"),
        ("getAccessToken: 13005\nserver: AADSTS500133: Assertion is not within its valid time range.", "AADSTS500133"),
        ("AADSTS1234567: something new", "AADSTS1234567"),
    ] {
        let run = home.hallpass(["diagnose", "--format", "json"]).input(text.as_bytes()).run().expect_code(1);
        assert_eq!(first(&run), code, "{run}");
        let run = home.hallpass(["diagnose", "-"]).input(text.as_bytes()).run().expect_code(1);
        assert!(run.stdout.contains(&format!("error[{code}]: ")) && run.stdout.contains("    fix: "), "{run}");
    }
}

#[test]
fn a_code_or_a_file_is_named() {
    let home = Home::new();
    for code in ["AADSTS65001", "aadsts65001", "65001"] {
        let run = home.hallpass(["diagnose", code, "--format", "json"]).run().expect_code(1);
        assert_eq!(first(&run), "AADSTS65001", "{run}");
    }
    for (word, first_line) in [
        ("invalid_grant", "✗ error[invalid_grant]: "),
        ("AADSTS50013:", "✗ error[AADSTS50013]: "),
        ("429", "error[429]: "),
        ("endpoints_resolution_error", "✗ error[endpoints_resolution_error]: "),
    ] {
        let run = home.hallpass(["diagnose", word]).run();
        assert!(run.stdout.contains(first_line) || run.stdout.contains(&format!("warning[{word}]")), "{run}");
        assert!(!run.stdout.contains("    at "), "an argument has no lines: {run}");
    }
    let run = home.hallpass(["diagnose", "13005"]).run().expect_code(1);
    assert!(run.stderr.contains("hallpass registration check "), "{run}");
    let run = home.hallpass(["diagnose", ""]).run().expect_code(2);
    assert!(run.stderr.contains("nothing-named") || run.stderr.contains("neither a file nor a code"), "{run}");
    let file = home.write("answer.json", MFA.as_bytes());
    let run = home.hallpass(["diagnose"]).args([&file]).run().expect_code(1);
    for part in [
        "getAccessToken({ authChallenge: claims })",
        "correlation_id: 9a8b7c6d-1111-4222-8333-444455556666",
        "timestamp: 2016-01-09 02:02:12Z",
        "neither registration nor manifest",
        "read on: https://learn.microsoft.com/",
    ] {
        assert!(run.stdout.contains(part), "{part} in {run}");
    }
    // A file of that name is meant before the code.
    home.write("13007", b"AADSTS50011: x");
    let run = home.hallpass(["diagnose", "13007", "--format", "json"]).folder(&home.work()).run().expect_code(1);
    assert_eq!(first(&run), "AADSTS50011", "{run}");
}

#[test]
fn what_is_checked_elsewhere_goes_there() {
    let home = Home::new();
    let manifest = fixture("manifest/taskpane.xml");
    let run = home.hallpass(["diagnose"]).args([&manifest]).run();
    assert!(run.stderr.contains("hallpass manifest check "), "{run}");
    let token = std::fs::read_to_string(fixture("token/api-access-token-v2.jwt")).unwrap();
    let run = home.hallpass(["diagnose"]).input(token.as_bytes()).run();
    assert!(run.all().contains("hallpass token check -") && !run.all().contains(token.trim()), "{run}");
}

#[test]
fn what_is_not_recognised_is_not_called_healthy() {
    let home = Home::new();
    for text in ["", "hello there", "'az' is not recognized as an internal or external command"] {
        let run = home.hallpass(["diagnose", "--format", "json"]).input(text.as_bytes()).run().expect_code(2);
        assert_eq!((run.stdout.as_str(), run.stderr.contains("nothing-recognised")), ("", true), "{run}");
    }
    // Healthy, as far as it says anything.
    let run = home
        .hallpass(["diagnose", "--format", "json"])
        .input(br#"{"kind":"text","text":"it works"}"#)
        .run()
        .expect_code(0);
    assert_eq!(run.json()["diagnoses"], serde_json::json!([]), "{run}");
    let run = home.hallpass(["diagnose", "70016"]).run().expect_code(0);
    assert!(run.stdout.contains("info[AADSTS70016]"), "{run}");
}

#[test]
fn what_cannot_be_read_is_exit_3_and_secrets_are_not_repeated() {
    let home = Home::new();
    let run = home.hallpass(["diagnose", "nowhere.json"]).run().expect_code(3);
    assert!(run.stderr.contains("nowhere.json") && run.stderr.contains("hint"), "{run}");
    let large = "x".repeat((1 << 20) + 1);
    home.hallpass(["diagnose"]).input(large.as_bytes()).run().expect_code(3);

    let token = std::fs::read_to_string(fixture("token/api-access-token-v2.jwt")).unwrap();
    let token = token.trim();
    let secret = "Q8x8Q~fictional.value_that-nobody.issued7";
    let answer = format!(
        r#"{{"error":"invalid_grant","error_description":"AADSTS50013: {token} {secret}","trace_id":"{token}"}}"#
    );
    for run in [
        home.hallpass(["diagnose", token]).run().expect_code(2),
        home.hallpass(["diagnose", secret]).run().expect_code(2),
        home.hallpass(["diagnose", "-vv"]).input(answer.as_bytes()).run().expect_code(1),
        home.hallpass(["diagnose", "--format", "json"]).input(answer.as_bytes()).run().expect_code(1),
    ] {
        assert!(!run.all().contains(token) && !run.all().contains(secret), "repeated: {run}");
    }
}
