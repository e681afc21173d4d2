//! Through Microsoft Graph, in a practice tenant: made, read, changed, taken back, deleted.

use std::fs;

use hallpass_tests::home::Home;
use serde_json::Value;

use super::tenant::{CREATE, Tenant};

#[test]
fn from_nothing_to_nothing() {
    let tenant = Tenant::start();

    let dry = tenant.registration(&[&CREATE[..], &["--dry-run"]].concat()).expect_code(0);
    assert!(dry.stdout.contains("Create the application") && dry.stderr.contains("nothing was changed"), "{dry}");
    tenant.registration(&["fetch", "--cloud", "practice"]).expect_code(2);

    let made = tenant.json(&CREATE, 0);
    let client_id = made["client_id"].as_str().expect("a client ID").to_owned();
    assert_eq!((&made["made_here"], made["left"].as_array().unwrap().len()), (&Value::Bool(true), 0), "{made:#}");
    assert!(tenant.profile().contains(&client_id), "{}", tenant.profile());
    // The same again makes nothing.
    let again = tenant.json(&CREATE, 0);
    assert_eq!((&again["client_id"], again["changes"].as_array().unwrap().len()), (&made["client_id"], 0), "{again:#}");

    // What was made is what the profile's plan says: no facts are given any more.
    let fetched = tenant.registration(&["fetch"]).expect_code(0);
    assert_eq!(fetched.json()["application"]["appId"].as_str(), Some(&*client_id), "{fetched}");
    let check = tenant.home.hallpass(["registration", "check", "-", "--format", "json"]);
    let checked = check.input(fetched.stdout.as_bytes()).run().expect_code(0).json();
    assert_eq!(checked["files"][0]["compared"], true, "{checked:#}");
    let env = tenant.home.hallpass(["plan", "--as", "env"]).run().expect_code(0);
    assert!(env.stdout.contains(&format!("APP_ID_URI='api://localhost:3000/{client_id}'")), "{env}");

    let update = ["update", "--permission", "User.Read,Mail.Read", "--no-secret"];
    let dry = tenant.registration(&[&update[..], &["--dry-run"]].concat()).expect_code(0);
    assert!(dry.stdout.contains("\"570282fd-fa5c-430d-a7fd-fc8dc98a9dca\",  # Mail.Read"), "{dry}");
    let updated = tenant.registration(&update).expect_code(0);
    assert!(updated.stderr.contains("take it back with: hallpass registration undo"), "{updated}");
    let undone = tenant.json(&["undo"], 0);
    assert_eq!(undone["application_deleted"], false, "{undone:#}");

    tenant.registration(&["delete"]).expect_code(0);
    tenant.registration(&["fetch", "--cloud", "practice", "--client-id", &client_id]).expect_code(1);
    let gone = tenant.registration(&["undo"]).expect_code(1);
    assert!(gone.stderr.contains("hint: "), "{gone}");
    tenant.stop();
}

#[test]
fn undo_of_what_was_made_deletes_it() {
    let tenant = Tenant::start();
    let made = tenant.json(&CREATE, 0);
    let undone = tenant.json(&["undo"], 0);
    assert_eq!((&undone["client_id"], &undone["application_deleted"]), (&made["client_id"], &Value::Bool(true)));
    let client_id = made["client_id"].as_str().unwrap();
    tenant.registration(&["fetch", "--cloud", "practice", "--client-id", client_id]).expect_code(1);
    tenant.stop();
}

#[test]
fn what_others_made_is_deleted_only_when_said_outright() {
    let tenant = Tenant::start();
    let made = tenant.json(&CREATE, 0);
    let theirs = made["client_id"].as_str().unwrap();
    // Made by a profile that is not there any more.
    fs::remove_file(tenant.home.config().join("profiles/default.toml")).unwrap();
    let delete = ["delete", "--cloud", "practice", "--app-id", theirs];
    let refused = tenant.registration(&delete).expect_code(1);
    assert!(refused.stderr.contains("hint: "), "{refused}");
    let fetched = tenant.registration(&["fetch", "--cloud", "practice", "--client-id", theirs]);
    assert_eq!(fetched.json()["application"]["appId"].as_str(), Some(theirs), "{fetched}");
    tenant.registration(&[&delete[..], &["--yes-delete-what-hallpass-did-not-make"]].concat()).expect_code(0);
    tenant.registration(&["fetch", "--cloud", "practice", "--client-id", theirs]).expect_code(1);
    tenant.stop();
}

/// What `fetch` offers is typed as it stands, like that of a check.
#[test]
fn an_update_of_what_was_read_is_offered_as_a_whole_command() {
    let tenant = Tenant::start();
    let theirs = tenant.of_a_colleague();
    let facts = ["--domain", "localhost:3000", "--client-id", &theirs, "--cloud", "practice"];
    let fetched = tenant.json(&[&["fetch"], &facts[..]].concat(), 1);
    let steps = fetched["findings"].as_array().unwrap().iter().flat_map(|finding| finding["fix"].as_array().unwrap());
    let offered: Vec<_> = steps.filter_map(|step| step.as_str()?.split_once("says: ")).map(|(_, it)| it).collect();
    let whole = format!("hallpass registration update {}", facts.join(" "));
    assert!(!offered.is_empty() && offered.iter().all(|command| *command == whole), "{offered:?}, expected {whole}");
    tenant.stop();
}

#[test]
fn without_a_tenant_or_a_token_nothing_was_checked() {
    let home = Home::new();
    let run = home.hallpass(["registration"]).args(CREATE).run().expect_code(3);
    assert!(run.stderr.contains("hallpass practice start"), "{run}");
    // No Azure CLI on the search path.
    let create = ["registration", "create", "--domain", "localhost:3000", "--via", "az"];
    let run = home.hallpass(create).env("PATH", home.work()).run().expect_code(3);
    assert!(run.stderr.contains("hint: "), "{run}");
    assert_eq!(run.stdout, "", "{run}");
}

/// A run would stop there, so the look ahead says it.
#[test]
fn a_dry_run_says_that_there_is_no_keyring() {
    let tenant = Tenant::start();
    let dry = ["create", "--domain", "localhost:3000", "--cloud", "practice", "--dry-run"];
    let told = tenant.registration(&dry).expect_code(0);
    assert!(told.stderr.contains("no keyring on this machine") && told.stderr.contains("--no-secret"), "{told}");
    let notes = tenant.json(&dry, 0)["notes"].clone();
    assert!(notes[0].as_str().is_some_and(|note| note.contains("no keyring")), "{notes:#}");
    let without = tenant.registration(&[&dry[..], &["--no-secret"]].concat()).expect_code(0);
    assert!(!without.stderr.contains("keyring"), "{without}");
    tenant.stop();
}

/// One sentence, with file and line.
#[test]
fn a_profile_that_cannot_be_read() {
    let home = Home::new();
    let path = home.config().join("profiles/default.toml");
    fs::create_dir(home.config().join("profiles")).unwrap();
    let id = "id = \"8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30\"";
    for (text, line) in [
        ("version = ".to_owned(), "line 1: "),
        (format!("version = 1\n{id}\ncolour = \"blue\"\n"), "line 3: "),
        (format!("version = 1\n{id}\n[facts]\ndomain = 5\n"), "line 4: "),
        (format!("version = 1\n{id}\n[facts]\nname = \"a\n"), "line 4: "),
    ] {
        fs::write(&path, &text).unwrap();
        let run = home.hallpass(["plan", "--domain", "localhost:3000"]).run().expect_code(3);
        let lines: Vec<_> = run.stderr.lines().collect();
        assert_eq!(lines.len(), 2, "{run}");
        assert!(lines[0].contains("default.toml") && lines[0].contains(line) && !lines[0].contains("\\n"), "{run}");
    }
}
