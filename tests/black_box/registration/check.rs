//! What is found in a registration, without a network.

use hallpass_tests::home::Home;
use hallpass_tests::program::Ended;
use hallpass_tests::shape::shape;
use serde_json::{Value, json};

use crate::edit::CLIENT_ID;
use crate::plan::FACTS;

/// What a plan registers, with a secret that its people keep.
fn healthy(home: &Home) -> Value {
    let plan = home.hallpass(["plan", "--as", "json"]).args(FACTS).run().expect_code(0);
    let mut registration = plan.json()["registration"].clone();
    registration["passwordCredentials"] = json!([
        { "keyId": "0b2f7f4a-9f2a-4a1c-8b5e-6d2f3c1a7e55", "displayName": "server", "endDateTime": "2099-01-01T00:00:00Z" }
    ]);
    registration
}

fn codes(run: &Ended) -> Vec<String> {
    let files = run.json()["files"].clone();
    let findings = files.as_array().unwrap().iter().flat_map(|file| file["findings"].as_array().unwrap().clone());
    let findings = findings.filter(|finding| finding["severity"] == "error");
    findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

/// One mistake each: alone, and beside what was planned.
#[test]
fn each_mistake_is_found() {
    let home = Home::new();
    let other_port = format!("api://localhost:3001/{CLIENT_ID}");
    for (pointer, value, facts, code) in [
        ("", Value::Null, &[][..], None),
        ("", Value::Null, &FACTS[..], None),
        ("/identifierUris", json!([other_port]), &FACTS, Some("app-id-uri-host-differs-from-plan")),
        ("/identifierUris", json!([other_port]), &[], None),
        ("/identifierUris", json!([]), &[], Some("app-id-uri-missing")),
    ] {
        let mut registration = healthy(&home);
        if !pointer.is_empty() {
            *registration.pointer_mut(pointer).unwrap() = value;
        }
        let file = home.write("registration.json", registration.to_string().as_bytes());
        let run = home.hallpass(["registration", "check", "--format", "json"]).args([&file]).args(facts).run();
        let run = run.expect_code(i32::from(code.is_some()));
        assert_eq!(codes(&run), code.into_iter().collect::<Vec<_>>(), "{run}");

        let text = home.hallpass(["registration", "check"]).args([&file]).args(facts).run();
        let text = text.expect_code(i32::from(code.is_some()));
        if let Some(code) = code {
            assert!(text.stdout.contains(&format!("✗ error[{code}]: ")), "{text}");
            assert!(text.stdout.contains("registration.json:1:"), "no place in {text}");
        }
    }
}

#[test]
fn from_files_and_standard_input_at_once() {
    let home = Home::new();
    let good = healthy(&home).to_string();
    home.write("good.json", good.as_bytes());
    home.write("page.html", b"<!doctype html><title>Sign in</title>");
    let check = |args: &[&str], input: &[u8]| {
        home.hallpass(["registration", "check", "--format", "json"]).args(args).input(input).run()
    };
    let run = check(&["-"], good.as_bytes()).expect_code(0);
    assert_eq!(run.json()["files"][0]["file"], "-");
    let run = check(&["good.json", "page.html", "-"], b"").expect_code(1);
    let json = run.json();
    assert_eq!(json["files"].as_array().unwrap().len(), 3);
    assert_eq!(json["files"][1]["findings"][0]["code"], "registration-unreadable");
    // One that cannot be read keeps no other from being checked, and weighs most.
    let run = check(&["nowhere.json", "page.html", "good.json"], b"").expect_code(3);
    let json = run.json();
    assert_eq!(json["files"][0]["error"]["code"], "file-not-found");
    assert_eq!(json["files"][1]["findings"][0]["code"], "registration-unreadable");
    assert_eq!(codes(&run), ["registration-unreadable"]);
}

#[test]
fn as_json_keeps_its_shape() {
    let home = Home::new();
    let mut registration = healthy(&home);
    registration["identifierUris"] = json!([]);
    registration["publisherDomain"] = json!("contoso.example");
    let run =
        home.hallpass(["registration", "check", "-", "--format", "json"]).input(registration.to_string().as_bytes());
    let mut json = run.run().expect_code(1).json();
    assert_eq!(json["files"][0]["not_looked_at"], json!(["publisherDomain"]));
    let findings = json["files"][0]["findings"].as_array_mut().unwrap();
    findings.retain(|finding| finding["code"] == "app-id-uri-missing");
    insta::assert_json_snapshot!(shape(&json, &["code", "severity"]));
}

#[test]
fn what_no_rule_looks_at_is_named_when_asked_for() {
    let home = Home::new();
    let mut registration = healthy(&home);
    registration["publisherDomain"] = json!("contoso.example");
    registration["samlMetadataUrl"] = Value::Null;
    let text = registration.to_string();
    let check = |more: &[&str]| home.hallpass(["registration", "check", "-"]).args(more).input(text.as_bytes()).run();
    let run = check(&[]).expect_code(0);
    assert!(run.stderr.contains("1 property was not looked at; -v names it"), "{run}");
    let run = check(&["-v"]).expect_code(0);
    assert!(run.stderr.contains("kept and not looked at: publisherDomain"), "{run}");
    assert!(!run.stderr.contains("samlMetadataUrl"), "{run}");
    assert!(!check(&["-q"]).expect_code(0).stderr.contains("looked"));
}

#[test]
fn a_secret_that_was_pasted_is_not_shown() {
    const PLANTED: &str = "Pl4~nted.Secret.Value_0123456789abcdefgh";
    let home = Home::new();
    let mut registration = healthy(&home);
    registration["passwordCredentials"][0]["secretText"] = json!(PLANTED);
    let text = registration.to_string();
    for more in [&[][..], &["-vv"], &["--format", "json"]] {
        let run = home.hallpass(["registration", "check", "-"]).args(more).input(text.as_bytes()).run();
        assert!(!run.all().contains(PLANTED), "{run}");
    }
}

const ANOTHER: &str = "8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30";

/// Of an add-in at localhost:3001 that asks for Mail.Read.
fn write_profile(home: &Home, client_id: &str) {
    let folder = home.config().join("profiles");
    std::fs::create_dir_all(&folder).unwrap();
    let facts = format!("domain = \"localhost:3001\"\npermissions = [\"Mail.Read\"]\nclient_id = \"{client_id}\"");
    std::fs::write(folder.join("default.toml"), format!("version = 1\nid = \"{ANOTHER}\"\n[facts]\n{facts}\n"))
        .unwrap();
}

#[test]
fn a_profile_of_another_app_is_not_compared() {
    let home = Home::new();
    let text = healthy(&home).to_string();
    let check = |facts: &[&str]| home.hallpass(["registration", "check", "-"]).args(facts).input(text.as_bytes()).run();
    write_profile(&home, ANOTHER);
    let left_out = format!("-: the profile is of another app ({ANOTHER}) and was left out\n");
    for facts in [&[][..], &["--domain", "localhost:3000"], &["--domain", "localhost:3000", "--client-id", CLIENT_ID]] {
        let run = check(facts).expect_code(0);
        assert!(run.stderr.contains(&left_out), "{run}");
        assert_eq!(run.stderr.contains("compared with no plan: add --domain HOST[:PORT]"), facts.is_empty(), "{run}");
        assert!(!run.all().contains("Mail.Read"), "{run}");
    }
    // In other letters it is the same app.
    write_profile(&home, &CLIENT_ID.to_uppercase());
    let run = check(&[]).expect_code(1);
    assert!(run.stdout.contains("app-id-uri-host-differs-from-plan"), "{run}");
    assert!(!run.stderr.contains("left out") && !run.stderr.contains("no plan"), "{run}");
}

/// As a fact it would be refused; here it is what somebody has.
#[test]
fn a_client_id_of_microsofts_is_no_reason_not_to_check() {
    let home = Home::new();
    let mut registration = healthy(&home);
    registration["appId"] = json!("ea5a67f6-b6f3-4338-b240-c655ddc3cc8e");
    let text = registration.to_string();
    for facts in [&[][..], &["--domain", "localhost:3000"]] {
        let run = home.hallpass(["registration", "check", "-"]).args(facts).input(text.as_bytes()).run();
        assert!(run.expect_code(1).stdout.contains("error[app-id-uri-client-id-mismatch]"));
    }
}

/// What was looked at is plain, also where nothing was found.
#[test]
fn how_many_there_were_is_the_last_line() {
    let home = Home::new();
    let good = healthy(&home);
    let mut bad = good.clone();
    bad["identifierUris"] = json!([]);
    bad["spa"]["redirectUris"] = json!([]);
    home.write("good.json", good.to_string().as_bytes());
    home.write("bad.json", bad.to_string().as_bytes());
    for (files, code, last) in [
        (&["good.json"][..], 0, "1 file: no errors, no warnings"),
        (&["bad.json"], 1, "1 file: 1 error"),
        (&["good.json", "nowhere.json"], 3, "2 files: 1 could not be checked"),
    ] {
        let run = home.hallpass(["registration", "check"]).args(files).run().expect_code(code);
        assert!(run.stderr.trim_end().lines().next_back().unwrap().starts_with(last), "{run}");
        assert!(run.stderr.contains(": compared with no plan: add --domain HOST[:PORT]"), "{run}");
    }
}

/// Account types and name that nobody stated are those of a new registration, and nothing to hold one against.
#[test]
fn what_nobody_stated_is_not_compared() {
    let home = Home::new();
    let mut registration = healthy(&home);
    registration["signInAudience"] = json!("AzureADMultipleOrgs");
    let text = registration.to_string();
    for (facts, is_found) in [(&[][..], false), (&["--account-types", "single-tenant"], true)] {
        let facts = ["--domain", "localhost:3000"].iter().chain(facts);
        let run = home.hallpass(["registration", "check", "-"]).args(facts).input(text.as_bytes()).run();
        assert_eq!(run.stdout.contains("account-types-differ-from-plan"), is_found, "{run}");
    }
}

/// It writes what was compared, and nothing else: the shell takes it as it stands.
#[test]
fn an_update_is_offered_as_a_whole_command() {
    let home = Home::new();
    let mut registration = healthy(&home);
    registration["identifierUris"] = json!([]);
    let text = registration.to_string();
    let offered = |facts: &[&str]| {
        let run = home.hallpass(["registration", "check", "-"]).args(facts).input(text.as_bytes()).run();
        let run = run.expect_code(1);
        let at = run.stdout.find("hallpass registration update")?;
        Some(run.stdout[at..].lines().next().unwrap().to_owned())
    };
    assert_eq!(offered(&[]), None);
    let command = format!("hallpass registration update --domain localhost:3000 --client-id {CLIENT_ID}");
    assert_eq!(offered(&["--domain", "localhost:3000"]), Some(format!("{command} --via az")));
    // The profile's place is taken.
    write_profile(&home, ANOTHER);
    assert_eq!(offered(&["--domain", "localhost:3000"]), Some(format!("{command} --via az --profile NAME")));
    std::fs::remove_dir_all(home.config().join("profiles")).unwrap();
    let facts = [
        ("--name", "Contoso's budget"),
        ("--domain", "localhost:3000"),
        ("--office-host", "excel,powerpoint"),
        ("--tenant-id", "8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30"),
        ("--account-types", "multi-tenant-and-personal"),
        ("--permission", "User.Read,Mail.Read"),
        ("--auth", "both"),
        ("--dialog-page", "a.html"),
        ("--task-pane-page", "b.html"),
        ("--cloud", "practice"),
    ];
    let facts: Vec<_> = facts.iter().flat_map(|(flag, value)| [*flag, *value]).collect();
    let command = offered(&facts).unwrap();
    assert!(
        command.contains("--name 'Contoso'\\''s budget' --domain localhost:3000 --office-host excel,powerpoint"),
        "{command}"
    );
    // No practice tenant runs: but for that it would begin.
    let words = words(command.strip_prefix("hallpass ").unwrap());
    assert_eq!(words.len(), 2 + facts.len() + 2, "{words:?}");
    let run = home.hallpass(words.iter().map(String::as_str)).args(["--no-secret"]).run().expect_code(3);
    assert!(run.stderr.contains("no practice tenant"), "{run}");
}

/// As a shell splits them: this knows the quotation marks that we write.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut inside) = (vec![String::new()], false);
    let mut letters = command.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\'' => inside = !inside,
            '\\' if !inside => words.last_mut().unwrap().extend(letters.next()),
            ' ' if !inside => words.push(String::new()),
            letter => words.last_mut().unwrap().push(letter),
        }
    }
    words
}
