//! `hallpass.toml`: the facts that a project shares.

use std::fs;

use hallpass_tests::home::Home;
use serde_json::{Value, json};

use super::{error, fact, profile, show};
use crate::edit::CLIENT_ID;

#[test]
fn its_facts_win_over_the_profile_and_flags_over_it() {
    let home = Home::new();
    profile(&home, &["set", "--domain", "localhost:3000", "--name", "Mine", "--auth", "both"]).expect_code(0);
    let file = home.write("app/hallpass.toml", b"version = 1\n[facts]\ndomain = \"localhost:4000\"\nname = \"Ours\"\n");
    home.write("app/.git/HEAD", b"");
    let below = home.write("app/src/deep/file", b"").parent().unwrap().to_owned();
    let run = home.hallpass(["profile", "show", "--format", "json", "--name", "Flagged"]).folder(&below).run();
    let shown = run.expect_code(0).json();
    for (name, value, source) in
        [("name", "Flagged", "flag"), ("domain", "localhost:4000", "hallpass.toml"), ("auth", "both", "profile")]
    {
        assert_eq!(fact(&shown, name), (value.into(), source.into()), "{shown:#}");
    }
    assert!(shown["project_file"].as_str().unwrap().ends_with("hallpass.toml"), "{shown:#}");
    let text = home.hallpass(["profile", "show"]).folder(&below).run().expect_code(0);
    assert!(text.stdout.contains(file.file_name().unwrap().to_str().unwrap()), "{text}");

    let plan = home.hallpass(["plan", "--as", "json"]).folder(&below).run().expect_code(0);
    assert!(plan.stdout.contains("localhost:4000") && plan.stdout.contains("Ours"), "{plan}");
    assert!(!plan.stdout.contains("localhost:3000"), "{plan}");
    // What is set in vain is said.
    let set = home.hallpass(["profile", "set", "--domain", "localhost:5000"]).folder(&below).run().expect_code(0);
    assert!(set.stderr.contains("hallpass.toml says the domain otherwise"), "{set}");
    // Outside of the project it says nothing, and above its repository nothing is looked for.
    assert_eq!(fact(&show(&home, &[]), "domain").0, "localhost:5000");
    home.write("hallpass.toml", b"version = 1\n[facts]\nauth = \"naa\"\n");
    let above = home.hallpass(["profile", "show", "--format", "json"]).folder(&below).run().expect_code(0).json();
    assert_eq!(fact(&above, "auth").0, "both");
}

/// The registration of a project that another profile was about: nothing of that one is in the plan.
#[test]
fn a_project_of_another_app_than_the_profiles() {
    const OTHER: &str = "8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30";
    let home = Home::new();
    profile(&home, &["set", "--client-id", OTHER, "--permission", "Mail.Read"]).expect_code(0);
    let project = format!("version = 1\n[facts]\ndomain = \"localhost:4000\"\nclient_id = \"{CLIENT_ID}\"\n");
    home.write("hallpass.toml", project.as_bytes());
    let shown = show(&home, &[]);
    assert_eq!(fact(&shown, "client_id"), (CLIENT_ID.into(), "hallpass.toml".into()));
    assert_eq!(fact(&shown, "permissions"), (Value::Null, Value::Null));
    assert!(shown["notes"][0].as_str().unwrap().contains(OTHER), "{shown:#}");
}

#[test]
fn what_is_wrong_in_it_is_one_clear_error() {
    let home = Home::new();
    for (text, words) in [
        ("version = 1\n[facts]\ndomian = \"localhost:3000\"\n", "line 3: unknown field `domian`"),
        ("version = 1\n[facts]\ndomain = \"https://x\"\n", "line 3: "),
        ("version = 1\n[secret]\nvalue = \"planted\"\n", "line 2: unknown field `secret`"),
        ("version = 99\n", "newer Hallpass"),
        ("[facts]\n", "missing field `version`"),
        ("version = 1\n[facts\n", "line 2: "),
    ] {
        home.write("hallpass.toml", text.as_bytes());
        for args in [&["plan", "--domain", "localhost:3000"][..], &["profile", "show"], &[]] {
            let run = home.hallpass(args).run().expect_code(3);
            assert!(run.stdout.is_empty() && run.stderr.lines().count() == 2, "{run}");
            assert!(run.stderr.contains("hallpass.toml: ") && run.stderr.contains(words), "{words}: {run}");
            assert!(!run.stderr.contains("planted"), "{run}");
        }
    }
}

#[test]
fn out_of_a_profile_and_into_another() {
    let home = Home::new();
    let empty = home.hallpass(["profile", "export", "--format", "json"]).run().expect_code(2);
    assert_eq!(error(&empty)["code"], "profile-not-found");
    // What would be refused on its way back is not written.
    profile(&home, &["use", "empty", "--new"]).expect_code(0);
    let empty = home.hallpass(["profile", "export", "hallpass.toml", "--format", "json"]).run().expect_code(2);
    assert_eq!(error(&empty)["code"], "fact-missing");
    assert!(!home.work().join("hallpass.toml").exists(), "{empty}");
    profile(&home, &["use", "default"]).expect_code(0);
    let facts =
        ["--domain", "localhost:3000", "--name", "Budget \"2\"", "--permission", "Mail.Read", "--cloud", "china"];
    profile(&home, &[&["set", "--client-id", CLIENT_ID, "--dialog-page", "d.html"], &facts[..]].concat())
        .expect_code(0);

    let text = profile(&home, &["export"]).expect_code(0).stdout;
    assert!(text.contains("version = 1") && !text.contains("\nid = "), "{text}");
    let imported =
        home.hallpass(["profile", "import", "-", "--profile", "two", "--format", "json"]).input(text.as_bytes()).run();
    assert_eq!(imported.expect_code(0).json()["made"], true);
    assert_eq!(show(&home, &["default"])["facts"], show(&home, &["two"])["facts"]);

    // Into a file that is not there yet, and only then.
    profile(&home, &["export", "hallpass.toml"]).expect_code(0);
    assert_eq!(fs::read_to_string(home.work().join("hallpass.toml")).unwrap(), text);
    let again = home.hallpass(["profile", "export", "hallpass.toml", "--format", "json"]).run().expect_code(1);
    assert_eq!(error(&again)["code"], "file-exists");
    assert_eq!(fact(&show(&home, &[]), "cloud").1, "hallpass.toml");

    // Another profile's file: its facts, and nothing of its runs.
    fs::remove_file(home.work().join("hallpass.toml")).unwrap();
    let file = home.config().join("profiles/default.toml");
    profile(&home, &["import", file.to_str().unwrap(), "--profile", "three"]).expect_code(0);
    let [one, three] = ["default", "three"]
        .map(|name| fs::read_to_string(home.config().join(format!("profiles/{name}.toml"))).unwrap());
    assert_ne!(one.lines().nth(1), three.lines().nth(1), "the ID is a profile's own");
    assert_eq!(show(&home, &["default"])["facts"], show(&home, &["three"])["facts"]);

    for (text, code, exit) in [
        ("version = 1\n", "fact-missing", 2),
        ("version = 1\n[facts]\nsecret = \"planted\"\n", "import-not-readable", 3),
        ("{}", "import-not-readable", 3),
    ] {
        let run = home.hallpass(["profile", "import", "-", "--format", "json"]).input(text.as_bytes()).run();
        let run = run.expect_code(exit);
        assert_eq!(error(&run)["code"], code, "{run}");
        assert!(!run.stderr.contains("planted"), "{run}");
    }
}

/// On another machine they would name nothing.
#[test]
fn what_is_of_the_practice_tenant_is_not_shared() {
    let home = Home::new();
    profile(&home, &["set", "--domain", "localhost:3000", "--client-id", CLIENT_ID, "--cloud", "practice"])
        .expect_code(0);
    let run = profile(&home, &["export", "--format", "json"]).expect_code(0);
    assert_eq!(run.json()["facts"], json!({ "domain": "localhost:3000" }), "{run}");
}
