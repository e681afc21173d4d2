//! Arguments, streams and exit codes: what holds for every command.

use std::fs;
use std::io::{BufRead, BufReader};

use hallpass_tests::corpus::fixture;
use hallpass_tests::home::Home;

use crate::edit::CLIENT_ID;

#[test]
fn wrong_usage_is_exit_2() {
    let home = Home::new();
    for args in [
        &["--no-such-flag"][..],
        &["no-such-command"],
        &["rehearse", "--no-such-flag"],
        &["rehearse", "--mistake", "no-such-mistake"],
        &["rehearse", "--format", "yaml"],
        &["plan", "--client-id", "no-guid"],
        &["plan", "--domain", "https://contoso.example/path"],
        &["plan", "--as", "poem"],
        &["plan", "--domain", "localhost:3000", "--cloud", "mars"],
        &["plan", "--domain", "localhost:3000", "--into", "."],
        &["plan", "--domain", "localhost:3000", "--write"],
        &["plan", "--domain", "localhost:3000", "--into", ".", "--as", "env"],
        &["registration"],
        &["registration", "check"],
        &["registration", "check", "-", "--client-id", CLIENT_ID],
        &["registration", "fetch"],
        &["registration", "create"],
        &["registration", "create", "--domain", "localhost:3000"],
        &["registration", "create", "--domain", "localhost:3000", "--via", "carrier-pigeon"],
        &["registration", "create", "--domain", "localhost:3000", "--via-client-id", "no-guid"],
        &["registration", "create", "--domain", "localhost:3000", "--via", "az", "--via-client-id", CLIENT_ID],
        &["registration", "update", "--domain", "localhost:3000"],
        &["registration", "delete", "--yes-delete-what-hallpass-did-not-make"],
        &["profile"],
        &["profile", "set"],
        &["profile", "use"],
        &["profile", "set", "--unset", "poem"],
        &["completions"],
        &["manifest"],
        &["manifest", "apply"],
        &["manifest", "apply", "manifest.xml", "--client-id", CLIENT_ID],
        &["manifest", "check"],
        &["token", "check", "-", "--audience", "no-guid"],
        &["practice", "start", "--port", "70000"],
    ] {
        let run = home.hallpass(args).run().expect_code(2);
        assert_eq!(run.stdout, "", "data of a wrong call: {run}");
        assert!(!run.stderr.trim().is_empty(), "{run}");
    }
}

/// What is meant is named, in either format.
#[test]
fn wrong_usage_that_is_common_is_told_what_is_right() {
    let home = Home::new();
    for (args, words, right) in [
        (&["registration", "delete", "--client-id", CLIENT_ID][..], "'--client-id'", "'--app-id'"),
        (&["registration", "undo", "--client-id", CLIENT_ID], "'--client-id'", "'--app-id'"),
        (&["registration", "fetch", "--app-id", CLIENT_ID], "'--app-id'", "'--client-id'"),
        (&["registration", "update", "--app-id", CLIENT_ID], "'--app-id'", "'--client-id'"),
        (&["plan", "--domain", "localhost:3000", "--permission", "User.Read", "Mail.Read"], "'Mail.Read'", "commas"),
        (&["registration", "check", "-", "-"], "standard input is named twice", "once"),
    ] {
        for format in ["text", "json"] {
            let run = home.hallpass(args).args(["--format", format]).input(b"{}").run().expect_code(2);
            assert!(run.stdout.is_empty() && run.stderr.contains(words) && run.stderr.contains(right), "{run}");
            // A flag that is near by its letters and means something else.
            assert!(!run.stderr.contains("'--tenant-id'"), "{run}");
        }
    }
}

#[test]
fn help_is_there_for_every_command() {
    let home = Home::new();
    for args in [
        &[][..],
        &["rehearse"],
        &["plan"],
        &["registration"],
        &["registration", "check"],
        &["registration", "fetch"],
        &["registration", "create"],
        &["registration", "update"],
        &["registration", "undo"],
        &["registration", "delete"],
        &["profile"],
        &["profile", "show"],
        &["profile", "set"],
        &["profile", "export"],
        &["profile", "delete"],
        &["completions"],
        &["manifest"],
        &["manifest", "check"],
        &["manifest", "apply"],
        &["manifest", "remove"],
        &["manifest", "undo"],
        &["token"],
        &["token", "inspect"],
        &["token", "check"],
        &["diagnose"],
        &["practice"],
        &["practice", "start"],
        &["practice", "stop"],
        &["practice", "env"],
    ] {
        let run = home.hallpass(args).args(["--help"]).run().expect_code(0);
        assert!(run.stdout.contains("Usage:"), "{run}");
        // A secret or a token is never an argument.
        for flag in ["--secret ", "--client-secret ", "--token ", "--assertion <"] {
            assert!(!run.stdout.contains(flag), "{flag} in {run}");
        }
    }
    let version = home.hallpass(["--version"]).run().expect_code(0);
    assert!(version.stdout.starts_with("hallpass "), "{version}");
}

#[test]
fn what_cannot_be_read_is_exit_3_and_named() {
    let home = Home::new();
    let apply = ["--domain", "localhost:3000", "--client-id", CLIENT_ID];
    for (args, more) in [
        (&["manifest", "check", "nowhere.xml"][..], &[][..]),
        (&["registration", "check", "nowhere.xml"], &[]),
        (&["diagnose", "nowhere.xml"], &[]),
        (&["manifest", "apply", "nowhere.xml"], &apply),
        (&["manifest", "remove", "nowhere.xml"], &[]),
        (&["manifest", "undo", "nowhere.xml"], &[]),
        (&["rehearse", "--manifest", "nowhere.xml"], &[]),
        (&["token", "check", "-", "--audience", CLIENT_ID, "--jwks", "nowhere.xml"], &[]),
    ] {
        let run = home.hallpass(args).args(more).input(b"x").run().expect_code(3);
        assert!(run.all().contains("nowhere.xml"), "the file is not named: {run}");
    }
    // A folder is no file.
    home.hallpass(["manifest", "remove"]).args([home.config()]).run().expect_code(3);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let home = Home::new();
    let manifest = fixture("manifest/taskpane.xml");
    let facts = ["--domain", "localhost:3000", "--client-id", CLIENT_ID];
    let apply = home.hallpass(["manifest", "apply"]).args([&manifest]).args(facts);
    for (run, lines) in [
        (home.hallpass(["rehearse"]), 1),
        (home.hallpass(["rehearse"]), 0),
        (home.hallpass(["rehearse", "--format", "json"]), 0),
        (home.hallpass(["plan"]).args(facts), 0),
        (home.hallpass(["--help"]), 0),
        (apply, 1),
    ] {
        let (running, stdout) = run.start_unread();
        let mut stdout = BufReader::new(stdout);
        for _ in 0..lines {
            stdout.read_line(&mut String::new()).expect("a line");
        }
        drop(stdout);
        let run = running.end().expect_code(0);
        for word in ["panicked", "roken pipe", "os error"] {
            assert!(!run.stderr.contains(word), "{word} in {run}");
        }
    }
}

#[test]
fn the_folder_of_everything_it_keeps_can_be_named() {
    let home = Home::new();
    let file = home.copy(&fixture("manifest/taskpane.xml"));
    let elsewhere = home.root().join("elsewhere");
    let run = home.hallpass(["--config-dir"]).args([&elsewhere]).args(["manifest", "apply"]).args([&file]);
    run.args(["--domain", "localhost:3000", "--client-id", CLIENT_ID, "--write"])
        .without("HALLPASS_CONFIG_DIR")
        .run()
        .expect_code(0);
    assert!(fs::read_dir(&elsewhere).is_ok_and(|mut found| found.next().is_some()), "nothing is kept there");
    let strayed = hallpass_tests::trace::files_below(&home.root().join("home"));
    assert!(strayed.is_empty(), "{:?}", strayed.iter().map(|(path, _)| path).collect::<Vec<_>>());
}

#[test]
fn wrong_usage_is_data_where_data_is_asked_for() {
    let home = Home::new();
    for args in [&["--format", "json", "practice", "tokn"][..], &["practice", "fault", "--format=json"]] {
        let run = home.hallpass(args).run().expect_code(2);
        let error: serde_json::Value = serde_json::from_str(&run.stderr).unwrap_or_else(|_| panic!("no JSON: {run}"));
        assert!(run.stdout.is_empty() && error["code"] == "usage", "{run}");
        assert!(error["message"].as_str().is_some_and(|text| !text.starts_with("error") && text.len() > 10), "{run}");
        assert!(error["hint"].as_str().is_some_and(|hint| hint.contains("Usage: hallpass")), "{run}");
    }
    let help = home.hallpass(["practice", "--format", "json", "--help"]).run().expect_code(0);
    assert!(help.stdout.contains("Usage"), "{help}");
}

#[test]
fn a_file_in_place_of_the_folder_for_settings_is_told() {
    let home = Home::new();
    let file = home.write("settings", b"");
    let run = home.hallpass(["practice", "env", "--config-dir"]).args([&file]).run().expect_code(2);
    assert!(run.stderr.contains("is a file") && run.stderr.contains("hint"), "{run}");
}
