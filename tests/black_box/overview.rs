//! `hallpass` without arguments, and what shells complete.

use hallpass_tests::corpus::fixture;
use hallpass_tests::home::Home;
use serde_json::Value;

use crate::edit::CLIENT_ID;

fn overview(home: &Home) -> Value {
    home.hallpass(["--format", "json"]).run().expect_code(0).json()
}

fn next(home: &Home) -> String {
    overview(home)["next"]["command"].as_str().unwrap().to_owned()
}

/// From nothing on, each step says the next.
#[test]
fn the_next_command() {
    let home = Home::new();
    assert_eq!(next(&home), "hallpass rehearse");
    home.copy(&fixture("manifest/taskpane.xml"));
    let asks_for_domain = next(&home);
    assert!(asks_for_domain.starts_with("hallpass profile set --domain "), "{asks_for_domain}");
    home.write("broken/manifest.xml", b"<OfficeApp xmlns='http://schemas.microsoft.com/office/appforoffice/1.1'><Id>");
    let wrong = next(&home);
    assert!(wrong.starts_with("hallpass manifest check ") && wrong.contains("broken"), "{wrong}");
    std::fs::remove_dir_all(home.work().join("broken")).unwrap();

    let set = |facts: &[&str]| home.hallpass(["profile", "set"]).args(facts).run().expect_code(0);
    set(&["--domain", "localhost:3000", "--auth", "naa"]);
    assert_eq!(next(&home), "hallpass plan --as portal");
    set(&["--cloud", "practice"]);
    assert_eq!(next(&home), "hallpass practice start");
    set(&["--cloud", "public", "--client-id", CLIENT_ID]);
    // Nested app authentication has no markup in XML. Accounts of one tenant sign in there, and it is not known.
    assert_eq!(next(&home), "hallpass profile set --tenant-id GUID");
    set(&["--account-types", "multi-tenant"]);
    assert_eq!(next(&home), "hallpass sign-in");
    set(&["--account-types", "single-tenant", "--tenant-id", "99999999-0000-4000-8000-00000000000d"]);
    assert_eq!(next(&home), "hallpass sign-in");
    set(&["--auth", "legacy-sso"]);
    assert_eq!(next(&home), "hallpass manifest apply taskpane.xml");
    home.hallpass(["manifest", "apply", "taskpane.xml", "--write"]).run().expect_code(0);
    assert_eq!(next(&home), "hallpass sign-in");
    // The facts moved on, the manifest did not.
    set(&["--domain", "localhost:3001"]);
    assert_eq!(next(&home), "hallpass manifest apply taskpane.xml");
    let seen = &overview(&home)["manifests"][0];
    assert_eq!((&seen["file"], &seen["as_planned"]), (&"taskpane.xml".into(), &false.into()), "{seen:#}");
}

/// What a manifest says need not be typed.
#[test]
fn facts_that_the_manifest_names() {
    let home = Home::new();
    home.copy(&fixture("manifest/taskpane.xml"));
    home.hallpass([
        "manifest",
        "apply",
        "taskpane.xml",
        "--write",
        "--domain",
        "localhost:3000",
        "--client-id",
        CLIENT_ID,
    ])
    .run()
    .expect_code(0);
    assert_eq!(next(&home), format!("hallpass profile set --domain localhost:3000 --client-id {CLIENT_ID}"));
    home.hallpass(["profile", "set", "--domain", "localhost:3000"]).run().expect_code(0);
    assert_eq!(next(&home), format!("hallpass profile set --client-id {CLIENT_ID}"));
    assert_eq!(overview(&home)["env_file"], Value::Null);

    for (content, is_told) in
        [("CLIENT_SECRET=<the Value>\n", false), ("CLIENT_SECRET=abc8Q~planted-for-a-test_of\n", true)]
    {
        home.write(".env", content.as_bytes());
        let told = home.hallpass::<&str>([]).run().expect_code(0);
        assert_eq!(told.stdout.contains("hallpass secret import .env"), is_told, "{told}");
        assert!(!told.all().contains("planted"), "{told}");
    }
}

#[test]
fn what_it_says_to_a_person() {
    let home = Home::new();
    home.copy(&fixture("manifest/taskpane.xml"));
    home.write("hallpass.toml", b"version = 1\n[facts]\ndomain = \"localhost:3000\"\n");
    let run = home.hallpass::<&str>([]).run().expect_code(0);
    for words in
        ["profile default", "localhost:3000", "hallpass.toml", "taskpane.xml", "next", "hallpass plan", "not running"]
    {
        assert!(run.stdout.contains(words), "{words}: {run}");
    }
    assert!(run.stderr.contains("--help"), "{run}");
    // Nothing was begun.
    assert!(hallpass_tests::trace::files_below(&home.config()).is_empty(), "{run}");
}

#[test]
fn completions_for_each_shell() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = home.hallpass(["completions", shell]).run().expect_code(0);
        for word in ["registration", "profile", "rehearse"] {
            assert!(run.stdout.contains(word), "{shell}: no {word}");
        }
    }
    home.hallpass(["completions", "tcsh"]).run().expect_code(2);
}

#[cfg(unix)]
#[test]
fn bash_takes_its_own() {
    let home = Home::new();
    let script = home.hallpass(["completions", "bash"]).run().expect_code(0).stdout;
    let file = home.write("hallpass.bash", script.as_bytes());
    let file = file.to_str().unwrap();
    let bash = |args: &[&str]| home.around("/bin/bash".into()).args(args).run().expect_code(0);
    bash(&["-n", file]);
    let ask = format!(
        "source '{file}'; COMP_WORDS=(hallpass prof); COMP_CWORD=1; _hallpass hallpass prof hallpass; echo \"${{COMPREPLY[@]}}\""
    );
    let run = bash(&["--norc", "-c", &ask]);
    assert_eq!(run.stdout.trim(), "profile", "{run}");
}
