//! `hallpass manifest show`

use std::fs;

use hallpass_tests::corpus::fixture;
use hallpass_tests::home::Home;

use crate::edit::CLIENT_ID;

fn copied(name: &str) -> Home {
    let home = Home::new();
    home.copy(&fixture(&format!("manifest/{name}")));
    home
}

#[test]
fn as_text() {
    let home = copied("mail-nested-with-markup.xml");
    let run = home.hallpass(["manifest", "show", "mail-nested-with-markup.xml"]).run().expect_code(0);
    insta::assert_snapshot!(run.all());
}

#[test]
fn as_json() {
    let home = copied("mail-nested-with-markup.xml");
    let run =
        home.hallpass(["manifest", "show", "--format", "json", "mail-nested-with-markup.xml"]).run().expect_code(0);
    insta::assert_json_snapshot!(run.json());
}

#[test]
fn of_the_unified_manifest() {
    let home = copied("unified.json");
    let facts = ["--domain", "localhost:3000", "--client-id", CLIENT_ID, "--auth", "both", "--permission", "User.Read"];
    home.hallpass(["manifest", "apply", "unified.json", "--write"]).args(facts).run().expect_code(0);
    let run = home.hallpass(["manifest", "show", "unified.json"]).run().expect_code(0);
    for told in
        ["Contoso budget", "workbook", "localhost:3000", CLIENT_ID, "brk-multihub://localhost:3000", "User.Read"]
    {
        assert!(run.stdout.contains(told), "no {told} in {run}");
    }
}

/// An ID that is Microsoft's own is a mistake that its name shows.
#[test]
fn names_whose_client_id_it_is() {
    let home = Home::new();
    let text = fs::read_to_string(fixture("manifest/mail-nested-with-markup.xml")).unwrap();
    let office = "ea5a67f6-b6f3-4338-b240-c655ddc3cc8e";
    home.write("m.xml", text.replace("11111111-2222-3333-4444-555555555555", office).as_bytes());
    let run = home.hallpass(["manifest", "show", "m.xml"]).run().expect_code(0);
    assert!(run.stdout.contains("Microsoft Office (all endpoints)"), "{run}");
}

#[test]
fn names_the_next_command() {
    const APPLY: &str = "next: hallpass manifest apply m.xml --domain localhost:3000 --client-id GUID";
    let unchanged = |text: String| text;
    let placeholder = |text: String| text.replace("11111111-2222-3333-4444-555555555555", "{client ID}");
    for (name, change, next) in [
        ("taskpane.xml", unchanged as fn(String) -> String, APPLY),
        ("mail-nested-with-markup.xml", placeholder, APPLY),
        ("mail-nested-with-markup.xml", unchanged, "next: hallpass manifest check m.xml\n"),
        ("onenote.xml", unchanged, "next: hallpass manifest apply"),
        ("onenote-without-overrides.xml", unchanged, "OneNote alone, where there is no single sign-on"),
        ("mail-without-overrides.xml", unchanged, "no VersionOverrides"),
    ] {
        let home = Home::new();
        let text = fs::read_to_string(fixture(&format!("manifest/{name}"))).unwrap();
        home.write("m.xml", change(text).as_bytes());
        let run = home.hallpass(["manifest", "show", "m.xml"]).run().expect_code(0);
        assert!(run.stderr.contains(next), "{name}: no {next} in {run}");
        // What is told to go on with is not refused.
        if next.contains("manifest apply") {
            let facts = ["--domain", "localhost:3000", "--client-id", CLIENT_ID];
            home.hallpass(["manifest", "apply", "m.xml"]).args(facts).run().expect_code(0);
        } else if !next.starts_with("next") {
            assert!(!run.stderr.contains("next:"), "{run}");
        }
    }
}

#[test]
fn an_app_for_teams_has_no_next_command() {
    let home = Home::new();
    home.write("m.json", br#"{"manifestVersion": "1.17", "id": "x", "name": {"short": "Bot"}}"#);
    let run = home.hallpass(["manifest", "show", "m.json", "--format", "json"]).run().expect_code(0);
    assert_eq!((&run.json()["kind"], &run.json()["next"]), (&"teams".into(), &serde_json::json!([])), "{run}");
    let run = home.hallpass(["manifest", "show", "m.json"]).run().expect_code(0);
    assert!(run.stderr.contains("Teams") && !run.stderr.contains("next:"), "{run}");
}

/// What was read up to the break is a guess of what the author means.
#[test]
fn of_what_is_not_well_formed_nothing_is_told() {
    let home = Home::new();
    home.copy(&fixture("manifest/not-well-formed/cut-off.xml"));
    let run = home.hallpass(["manifest", "show", "cut-off.xml"]).run().expect_code(1);
    assert!(run.stdout.contains("not well-formed at line") && run.stdout.contains("nothing else can be told"), "{run}");
    assert_eq!(run.stdout.lines().count(), 1, "{run}");
    assert!(run.stderr.contains("next: hallpass manifest check cut-off.xml"), "{run}");
    let run = home.hallpass(["manifest", "show", "cut-off.xml", "--format", "json"]).run().expect_code(1);
    let answer = run.json();
    assert_eq!((&answer["kind"], &answer["display_name"]), (&"unknown".into(), &serde_json::Value::Null), "{run}");
    assert!(answer["not_well_formed"]["line"].is_u64(), "{run}");
}
