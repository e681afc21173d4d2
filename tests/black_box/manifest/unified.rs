//! The unified manifest (JSON): the same commands, and no byte beside what was asked for.

use std::fs;

use hallpass_tests::corpus::fixture;
use hallpass_tests::difference;
use hallpass_tests::home::Home;
use serde_json::{Value, json};

use crate::edit::CLIENT_ID;

const RESOURCE: &str = "api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7";

/// Shows, writes, writes again, takes back, takes out.
#[track_caller]
pub fn goes_round(original: &[u8]) {
    let home = Home::new();
    let file = home.write("manifest.json", original);
    let apply = |more: &[&str]| {
        let facts = ["--domain", "localhost:3000", "--client-id", CLIENT_ID];
        home.hallpass(["manifest", "apply", "manifest.json"]).args(facts).args(more).run().expect_code(0)
    };
    let shown = apply(&[]);
    assert!(fs::read(&file).unwrap() == original, "written without --write");
    let wrote = apply(&["--write"]);
    let after = fs::read(&file).unwrap();
    assert_eq!(shown.stdout, wrote.stdout, "shown and written differ");
    difference::assert_turns(original, &wrote.stdout, &after);
    let (was, is) = (value(original), value(&after));
    assert_eq!(is["webApplicationInfo"]["id"], CLIENT_ID);
    assert_eq!(is["webApplicationInfo"]["resource"], RESOURCE);
    assert_eq!(without(&was), without(&is), "more than the markup changed");

    assert_eq!(apply(&["--write"]).stdout, "", "a difference where there is none");
    assert!(fs::read(&file).unwrap() == after, "applying again changed the file");
    home.hallpass(["manifest", "undo", "manifest.json"]).run().expect_code(0);
    assert!(fs::read(&file).unwrap() == original, "undo did not bring back the original");

    fs::write(&file, &after).unwrap();
    home.hallpass(["manifest", "remove", "manifest.json", "--write"]).run().expect_code(0);
    let taken_out = fs::read(&file).unwrap();
    if was.get("webApplicationInfo").is_none() {
        assert!(taken_out == original, "remove after apply is not the original");
    } else {
        assert_eq!(value(&taken_out), without(&was));
    }
}

fn value(bytes: &[u8]) -> Value {
    let text = std::str::from_utf8(bytes).expect("UTF-8").trim_start_matches('\u{feff}');
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

fn without(value: &Value) -> Value {
    let mut value = value.clone();
    value.as_object_mut().expect("an object").remove("webApplicationInfo");
    value
}

#[test]
fn a_manifest_goes_round() {
    goes_round(&fs::read(fixture("manifest/unified.json")).unwrap());
}

#[test]
fn a_manifest_with_crlf_goes_round() {
    goes_round(&hallpass_tests::bytes::with_crlf(&fs::read(fixture("manifest/unified.json")).unwrap()));
}

#[test]
fn nested_app_authentication_is_written_when_asked_for() {
    let facts = ["--domain", "localhost:3000", "--client-id", CLIENT_ID, "--permission", "User.Read", "--write"];
    for (auth, nested) in [("legacy-sso", None), ("naa", Some(())), ("both", Some(()))] {
        let home = Home::new();
        let file = home.copy(&fixture("manifest/unified.json"));
        let apply = || home.hallpass(["manifest", "apply", "unified.json", "--auth", auth]).args(facts).run();
        apply().expect_code(0);
        let info = value(&fs::read(&file).unwrap())["webApplicationInfo"].clone();
        assert_eq!((&info["id"], &info["resource"]), (&json!(CLIENT_ID), &json!(RESOURCE)), "{auth}");
        let expected = nested.map(|()| {
            json!([{ "redirectUri": "brk-multihub://localhost:3000", "scopes": ["openid", "profile", "User.Read"] }])
        });
        assert_eq!(info.get("nestedAppAuthInfo"), expected.as_ref(), "{auth}");
        assert_eq!(apply().expect_code(0).stdout, "", "{auth} a second time");
    }
}

/// For nested app authentication alone any URI will do.
#[test]
fn a_resource_of_another_use_stays() {
    let home = Home::new();
    let text = fs::read_to_string(fixture("manifest/unified.json")).unwrap();
    let info = format!("\"webApplicationInfo\": {{ \"id\": \"{CLIENT_ID}\", \"resource\": \"https://contoso.com\" }}");
    let file = home
        .write("m.json", text.replacen("\"validDomains\"", &format!("{info},\n    \"validDomains\""), 1).as_bytes());
    let apply = |auth: &str| {
        let facts = ["--domain", "localhost:3000", "--client-id", CLIENT_ID, "--auth", auth, "--write"];
        home.hallpass(["manifest", "apply", "m.json"]).args(facts).run().expect_code(0);
        value(&fs::read(&file).unwrap())["webApplicationInfo"]["resource"].clone()
    };
    assert_eq!(apply("naa"), "https://contoso.com");
    assert_eq!(apply("both"), RESOURCE);
}

#[test]
fn beside_the_markup_each_when_asked_for() {
    let facts = ["--domain", "localhost:3000", "--client-id", CLIENT_ID, "--write"];
    for (flags, pointer, expected) in [
        (&["--bump-version"][..], "/version", json!("1.0.10")),
        (
            &["--identity-api"],
            "/extensions/0/requirements/capabilities",
            json!([{ "name": "IdentityAPI", "minVersion": "1.3" }]),
        ),
    ] {
        let home = Home::new();
        let file = home.copy(&fixture("manifest/unified.json"));
        let apply =
            || home.hallpass(["manifest", "apply", "unified.json"]).args(facts).args(flags).run().expect_code(0);
        apply();
        assert_eq!(value(&fs::read(&file).unwrap()).pointer(pointer), Some(&expected), "{flags:?}");
        assert_eq!(apply().stdout, "", "{flags:?} a second time");
    }
    let home = Home::new();
    let file = home.copy(&fixture("manifest/unified.json"));
    let more = ["--app-domain", "https://login.contoso.com", "--app-domain", "https://www.contoso.com"];
    home.hallpass(["manifest", "apply", "unified.json"]).args(facts).args(more).run().expect_code(0);
    let domains = value(&fs::read(&file).unwrap())["validDomains"].clone();
    assert_eq!(domains.as_array().map(Vec::len), Some(2), "the one that stood there is the same: {domains}");
}
