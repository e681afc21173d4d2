//! `hallpass profile`: several side by side, changed by several programs at once, never lost.

mod project;

use std::fs;

use hallpass_tests::home::Home;
use hallpass_tests::program::Ended;
use serde_json::Value;

use crate::edit::CLIENT_ID;
use crate::registration::tenant::{CREATE, Tenant};

const TENANT_ID: &str = "7b1f5d0e-2c3a-4f6b-8e9d-0a1b2c3d4e5f";

fn profile(home: &Home, args: &[&str]) -> Ended {
    home.hallpass(["profile"]).args(args).run()
}

/// A fact as it is told, with its source.
fn fact(shown: &Value, name: &str) -> (Value, Value) {
    let one = shown["facts"].as_array().unwrap().iter().find(|one| one["fact"] == name);
    let one = one.unwrap_or_else(|| panic!("no {name} in {shown:#}"));
    (one["value"].clone(), one["source"].clone())
}

fn show(home: &Home, args: &[&str]) -> Value {
    home.hallpass(["profile", "show", "--format", "json"]).args(args).run().expect_code(0).json()
}

/// What ended a run, as data.
fn error(run: &Ended) -> Value {
    serde_json::from_str(run.stderr.lines().last().unwrap_or_default()).unwrap_or_else(|_| panic!("no JSON: {run}"))
}

#[test]
fn programs_at_once_lose_no_change() {
    const FACTS: [(&str, &str, &str); 8] = [
        ("--name", "Budget", "name"),
        ("--domain", "localhost:3000", "domain"),
        ("--office-host", "excel", "office_hosts"),
        ("--client-id", CLIENT_ID, "client_id"),
        ("--tenant-id", TENANT_ID, "tenant_id"),
        ("--account-types", "multi-tenant", "account_types"),
        ("--permission", "Mail.Read", "permissions"),
        ("--auth", "both", "auth"),
    ];
    for _ in 0..3 {
        let home = Home::new();
        let all: Vec<_> =
            FACTS.iter().map(|(flag, value, _)| home.hallpass(["profile", "set", flag, value]).start()).collect();
        for run in all {
            run.end().expect_code(0);
        }
        let shown = show(&home, &[]);
        for (_, _, name) in FACTS {
            assert_eq!(fact(&shown, name).1, "profile", "{name} is lost: {shown:#}");
        }
        let left = hallpass_tests::trace::files_below(&home.config());
        let left: Vec<_> = left.into_iter().map(|(path, _)| path).collect();
        assert_eq!(left, [home.config().join("profiles/default.toml")], "something is left beside it");
    }
}

#[test]
fn several_side_by_side() {
    let home = Home::new();
    profile(&home, &["set", "--domain", "localhost:3000"]).expect_code(0);
    profile(&home, &["set", "--domain", "staging.contoso.example", "--cloud", "us-gov", "--profile", "staging"])
        .expect_code(0);
    let unknown = profile(&home, &["use", "production"]).expect_code(2);
    assert!(unknown.stderr.contains("default, staging") && unknown.stderr.contains("--new"), "{unknown}");

    let domain = |args: &[&str], variable: &str| {
        let run =
            home.hallpass(["profile", "show", "--format", "json"]).args(args).env("HALLPASS_PROFILE", variable).run();
        let shown = run.expect_code(0).json();
        (fact(&shown, "domain").0, shown["chosen_by"].clone())
    };
    let [local, staging] = ["localhost:3000", "staging.contoso.example"].map(Value::from);
    assert_eq!(domain(&[], ""), (local.clone(), "default".into()));
    profile(&home, &["use", "staging"]).expect_code(0);
    assert_eq!(domain(&[], ""), (staging.clone(), "use".into()));
    assert_eq!(domain(&[], "default"), (local.clone(), "environment".into()));
    assert_eq!(domain(&["--profile", "staging"], "default"), (staging, "flag".into()));
    assert_eq!(domain(&["default"], "").0, local);
    // Every command reads it.
    let plan = home.hallpass(["plan", "--as", "json"]).run().expect_code(0);
    assert!(plan.stdout.contains("staging.contoso.example"), "{plan}");

    profile(&home, &["use", "production", "--new"]).expect_code(0);
    assert_eq!(
        error(&profile(&home, &["use", "production", "--new", "--format", "json"]).expect_code(2))["code"],
        "profile-exists"
    );
    let list = profile(&home, &["list", "--format", "json"]).expect_code(0).json();
    let told: Vec<_> = list["profiles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["profile"].as_str().unwrap(), one["chosen"].as_bool().unwrap(), one["cloud"].as_str()))
        .collect();
    assert_eq!(
        told,
        [("default", false, None), ("production", true, None), ("staging", false, Some("us-gov"))].map(|one| one),
        "{list:#}"
    );

    let deleted = profile(&home, &["delete", "production"]).expect_code(0);
    assert!(deleted.stderr.contains("default now"), "{deleted}");
    assert_eq!(domain(&[], ""), (local, "default".into()));
    assert_eq!(
        error(&profile(&home, &["delete", "production", "--format", "json"]).expect_code(2))["code"],
        "profile-not-found"
    );
}

#[test]
fn names_that_are_refused() {
    let home = Home::new();
    profile(&home, &["use", "Work", "--new"]).expect_code(0);
    for (name, words) in [
        ("work", "differs from Work in capital letters alone"),
        ("nul", "Windows"),
        ("a/b", "`/`"),
        ("..", "cannot name a profile"),
        ("", "an empty name"),
    ] {
        for run in [
            profile(&home, &["use", name, "--new"]),
            profile(&home, &["list", "--profile", name]),
            home.hallpass(["plan"]).args(["--profile", name]).run(),
        ] {
            let run = run.expect_code(2);
            assert!(run.stderr.contains(words) && run.stderr.contains("hint: "), "{name}: {run}");
        }
    }
    // A choice that was written by hand.
    fs::write(home.config().join("profile"), "a/b\n").unwrap();
    let run = profile(&home, &["list"]).expect_code(3);
    assert!(run.stderr.contains("profile use"), "{run}");
    profile(&home, &["use", "Work", "--profile", "Work"]).expect_code(0);
    profile(&home, &["list"]).expect_code(0);
}

#[test]
fn facts_are_set_and_taken_out() {
    let home = Home::new();
    let set = ["set", "--domain", "localhost:3000", "--dialog-page", "sign-in.html", "--permission", "User.Read"];
    let told = profile(&home, &set).expect_code(0);
    assert!(told.stderr.contains("is new") && told.stdout.contains("sign-in.html"), "{told}");
    profile(&home, &["set", "--task-pane-page", "pane.html"]).expect_code(0);
    let shown = show(&home, &[]);
    assert_eq!(fact(&shown, "dialog_page").0, "sign-in.html", "a page took the other's place");
    profile(&home, &["set", "--unset", "dialog-page,permission", "--name", "Budget"]).expect_code(0);
    let shown = show(&home, &["--auth", "naa"]);
    for (name, value, source) in [
        ("name", Value::from("Budget"), Value::from("profile")),
        ("dialog_page", "dialog.html".into(), "profile".into()),
        ("task_pane_page", "pane.html".into(), "profile".into()),
        ("permissions", Value::Null, Value::Null),
        ("auth", "naa".into(), "flag".into()),
        ("cloud", "public".into(), "default".into()),
    ] {
        assert_eq!(fact(&shown, name), (value, source), "{name}");
    }
    let before = fs::read(home.config().join("profiles/default.toml")).unwrap();
    for (args, code) in [
        (&["set"][..], "fact-missing"),
        (&["set", "--name", "x", "--unset", "name"], "fact-named-twice"),
        (&["set", "--domain", "https://x"], "value-not-accepted"),
        (&["set", "--permission", "Everything"], "permission-unknown"),
        (&["set", "--client-id", CLIENT_ID, "--tenant-id", CLIENT_ID], "value-not-accepted"),
    ] {
        let run = home.hallpass(["profile", "--format", "json"]).args(args).run().expect_code(2);
        assert_eq!(error(&run)["code"], code, "{run}");
    }
    assert_eq!(fs::read(home.config().join("profiles/default.toml")).unwrap(), before);
}

#[test]
fn what_a_newer_version_wrote_is_left_untouched() {
    let home = Home::new();
    let newer = "version = 99\n[something]\nnew = true\n";
    fs::create_dir(home.config().join("profiles")).unwrap();
    let file = home.config().join("profiles/default.toml");
    fs::write(&file, newer).unwrap();
    let facts = home.write("facts.toml", b"version = 1\n[facts]\nname = \"Budget\"\n");
    let facts = facts.to_str().unwrap();
    for args in [
        &["profile", "set", "--name", "x"][..],
        &["profile", "import", facts],
        &["profile", "export"],
        &["profile", "show"],
        &["profile", "delete", "default", "--yes"],
        &["plan", "--domain", "localhost:3000", "--as", "az"],
        &[],
    ] {
        let run = home.hallpass(args).run().expect_code(3);
        assert!(run.stderr.contains("newer Hallpass"), "{run}");
        assert_eq!(fs::read_to_string(&file).unwrap(), newer, "{args:?}");
    }
    let list = profile(&home, &["list", "--format", "json"]).expect_code(0).json();
    assert_eq!(list["profiles"][0]["error"]["code"], "profile-not-readable", "{list:#}");
}

/// Without a keyring; with one: `linux/profile.rs`.
#[test]
fn a_registration_made_here_is_not_lost_sight_of() {
    let tenant = Tenant::start();
    let made = tenant.json(&CREATE, 0);
    let client_id = made["client_id"].as_str().unwrap();
    let delete =
        |more: &[&str]| tenant.home.hallpass(["profile", "delete", "default", "--format", "json"]).args(more).run();
    let refused = error(&delete(&[]).expect_code(1));
    assert_eq!(refused["code"], "profile-not-empty");
    assert!(refused["message"].as_str().unwrap().contains(client_id), "{refused:#}");
    assert!(
        refused["hint"].as_str().unwrap().contains("hallpass registration delete --profile default"),
        "{refused:#}"
    );
    // The facts that name it stay; others may change.
    for fact in [["--client-id", CLIENT_ID], ["--tenant-id", TENANT_ID], ["--cloud", "china"]] {
        let run = tenant.home.hallpass(["profile", "set", "--format", "json"]).args(fact).run().expect_code(2);
        assert_eq!(error(&run)["code"], "profile-has-another", "{run}");
    }
    profile(&tenant.home, &["set", "--permission", "Mail.Read"]).expect_code(0);
    let shown = show(&tenant.home, &[]);
    assert_eq!(
        (&shown["registration"]["client_id"], &shown["registration"]["made_here"]),
        (&client_id.into(), &true.into())
    );
    let deleted = delete(&["--yes"]).expect_code(0).json();
    assert_eq!(deleted["registration"], client_id, "{deleted:#}");
    assert_eq!(tenant.profile(), "");
    tenant.stop();
}

/// Another add-in has a registration of its own beside the first.
#[test]
fn a_registration_a_profile() {
    let tenant = Tenant::start();
    let first = tenant.json(&CREATE, 0)["client_id"].clone();
    let second = ["create", "--domain", "localhost:4000", "--cloud", "practice", "--no-secret", "--profile", "second"];
    let second = tenant.json(&second, 0)["client_id"].clone();
    assert_ne!(first, second);
    for (name, id) in [("default", &first), ("second", &second)] {
        assert_eq!(&show(&tenant.home, &[name])["registration"]["client_id"], id);
    }
    let deleted = tenant.json(&["delete", "--profile", "second"], 0);
    assert_eq!(deleted["client_id"], second);
    tenant.application(first.as_str().unwrap());
    tenant.stop();
}
