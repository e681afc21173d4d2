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
    for (name, next) in [
        ("taskpane.xml", "next: hallpass manifest apply taskpane.xml --domain localhost:3000 --client-id GUID"),
        ("not-well-formed/cut-off.xml", "next: hallpass manifest check cut-off.xml"),
    ] {
        let home = Home::new();
        let file = home.copy(&fixture(&format!("manifest/{name}")));
        let file = file.file_name().unwrap();
        let run = home.hallpass(["manifest", "show"]).args([file]).run().expect_code(0);
        assert!(run.stderr.contains(next), "{run}");
    }
}
