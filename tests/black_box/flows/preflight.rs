//! What is certain to be refused is told before it is sent; sent all the same, it is refused so.

use super::desk::{Desk, findings};

/// How the token is minted, what more is typed, the finding, and what is answered to who sends it all the same.
type Row = (&'static [&'static str], &'static [&'static str], &'static str, &'static str);

const ROWS: &[Row] = &[
    (&["id"], &[], "assertion-is-id-token", "AADSTS240002"),
    (&["graph"], &[], "assertion-is-for-graph", "AADSTS50013"),
    (&["app-only"], &[], "assertion-is-app-only", "AADSTS7000114"),
    (&["wrong-audience"], &[], "assertion-audience", "AADSTS500131"),
    (&["expired"], &[], "assertion-expired", "AADSTS500133"),
    (
        &["bootstrap-v2"],
        &["--scope", "User.Read https://graph.microsoft.com/.default"],
        "scope-default-mixed",
        "AADSTS70011",
    ),
];

#[test]
fn each_is_predicted_and_then_really_answered() {
    let desk = Desk::start();
    for (mint, more, finding, code) in ROWS {
        let assertion = desk.minted(mint);
        let answer = desk.obo_json(&assertion, more, 1);
        assert_eq!((findings(&answer).first(), &answer["sent"]), (Some(finding), &false.into()), "{answer:#}");
        let predicted = answer["findings"][0]["would_cause"].to_string();
        assert!(predicted.contains(&code[..]), "{finding}: {predicted}");
        assert!(answer["findings"][0]["fix"][0].is_string(), "{finding}: what to do is not said");

        let answer = desk.obo_json(&assertion, &[more, &["--send-anyway"][..]].concat(), 1);
        assert_eq!(answer["refusal"]["error"]["code"], *code, "{finding}: {answer:#}");
        assert_eq!(answer["granted"], serde_json::Value::Null);
    }
    desk.stop();
}

/// A text for people: what, why, and the way on.
#[test]
fn the_wrong_kind_of_token_is_explained() {
    let desk = Desk::start();
    let told = desk.obo(&desk.minted(&["id"]), &[]).expect_code(1);
    for words in ["ID token", "error[assertion-is-id-token]", "fix: ", "would cause: AADSTS240002", "nothing was sent"]
    {
        assert!(told.stdout.contains(words), "{words}: {told}");
    }
    let told = desk.obo("no token at all", &[]).expect_code(1);
    assert!(told.stdout.contains("error[assertion-malformed]"), "{told}");
    let answer = desk.obo_json("no token at all", &["--send-anyway"], 1);
    assert_eq!(answer["refusal"]["error"]["code"], "AADSTS50027", "{answer:#}");
    desk.stop();
}

#[test]
fn a_token_is_never_an_argument() {
    let desk = Desk::start();
    let token = desk.minted(&["bootstrap-v2"]);
    for args in [&["obo", "--assertion", &token][..], &["obo", &token], &["obo", "--assertion", "-", &token]] {
        let told = desk.hallpass(args).run();
        assert!(!told.all().contains(&token), "the token is repeated");
        assert!(told.expect_code(2).stderr.contains("never an argument"));
    }
    let told = desk.obo("", &[]).expect_code(2);
    assert!(told.stderr.contains("no token in standard input"), "{told}");
    desk.stop();
}
