//! `hallpass manifest new`: whole, with nothing left to fill in, and nothing overwritten.

use std::fs;

use hallpass_tests::home::Home;

use crate::edit::CLIENT_ID;

#[test]
fn every_kind_is_whole() {
    for (name, arguments) in [
        ("manifest.xml", &["--office-host", "excel"][..]),
        ("manifest.xml", &["--office-host", "word,excel,powerpoint", "--permission", "User.Read"]),
        ("manifest.xml", &["--office-host", "outlook"]),
        ("manifest.xml", &["--office-host", "excel,powerpoint", "--content"]),
        ("manifest.json", &["--office-host", "outlook,word", "--unified"]),
        ("manifest.json", &["--office-host", "excel", "--unified"]),
    ] {
        for auth in ["legacy-sso", "naa", "both"] {
            let home = Home::new();
            let facts = ["--client-id", CLIENT_ID, "--domain", "addin.contoso.com", "--name", "Fish & Chips"];
            let new =
                || home.hallpass(["manifest", "new", "-o", name, "--auth", auth]).args(facts).args(arguments).run();
            new().expect_code(0);
            let text = fs::read_to_string(home.work().join(name)).unwrap();
            for left_open in ["{{", "}}", "${", "localhost", "00000000-"] {
                assert!(!text.contains(left_open), "{left_open} in {text}");
            }
            let markup = name.ends_with("json") || auth != "naa";
            assert_eq!(text.contains(CLIENT_ID), markup, "{arguments:?} {auth}");
            assert_eq!(text.contains("brk-multihub://"), name.ends_with("json") && auth != "legacy-sso", "{text}");
            let check = home.hallpass(["manifest", "check", "--format", "json", name]).run().expect_code(0);
            let answer = check.json();
            let findings = answer["files"][0]["findings"].as_array().unwrap();
            assert!(findings.iter().all(|finding| finding["severity"] == "info"), "{arguments:?} {auth}: {check}");

            let again = new().expect_code(1);
            assert!(again.stderr.contains("the file exists"), "{again}");
            assert_eq!(fs::read_to_string(home.work().join(name)).unwrap(), text, "overwritten");
        }
    }
}

#[test]
fn each_has_an_id_of_its_own() {
    let home = Home::new();
    let new = || {
        let run =
            home.hallpass(["manifest", "new", "--office-host", "excel", "--client-id", CLIENT_ID, "-o", "-"]).run();
        let run = run.expect_code(0);
        assert!(run.stderr.contains("localhost:3000"), "where the pages are is not said: {run}");
        let id = run.stdout.split("<Id>").nth(1).and_then(|rest| rest.split("</Id>").next()).map(str::to_owned);
        id.unwrap_or_else(|| panic!("{run}"))
    };
    let (one, other) = (new(), new());
    assert!(one != other && one != CLIENT_ID, "{one} {other}");
    assert_eq!(fs::read_dir(home.work()).unwrap().count(), 0, "a file was written");
}

#[test]
fn what_is_missing_or_cannot_be_together_is_named() {
    let client = ["--client-id", CLIENT_ID];
    for (arguments, words) in [
        (&["--office-host", "excel"][..], "--client-id"),
        (&["--office-host", "excel", "--unified", "--auth", "naa"], "--client-id"),
        (&client, "--office-host"),
        (&["--office-host", "outlook,excel", client[0], client[1]], "--unified"),
        (&["--office-host", "word", "--content", client[0], client[1]], "--content"),
        (&["--office-host", "excel", "--content", "--unified"], "--content"),
        (&["--office-host", "excel", "--client-id", "x"], "GUID"),
        (&["--office-host", "excel", "--unified", client[0], client[1], "--name", &"x".repeat(31)], "--name"),
    ] {
        let home = Home::new();
        let run = home.hallpass(["manifest", "new", "-o", "m.xml"]).args(arguments).run().expect_code(2);
        assert!(run.stderr.contains(words), "no {words} in {run}");
        assert!(!home.work().join("m.xml").exists());
    }
}

/// A new file is not private as what Hallpass keeps for itself is: others of the project read it.
#[cfg(unix)]
#[test]
fn the_file_has_the_mode_of_new_files() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    home.hallpass(["manifest", "new", "--office-host", "word", "--auth", "naa", "-o", "m.xml"]).run().expect_code(0);
    let like = home.write("like.xml", b"");
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(home.work().join("m.xml")), mode(like));
}

#[test]
fn the_name_of_the_file_fits_its_format() {
    for (name, flags, words) in [
        ("a.json", &[][..], "--unified"),
        ("a.XML", &["--unified"], "--unified"),
        ("nodir/a.xml", &[], "there is no folder nodir"),
    ] {
        let home = Home::new();
        let new = ["manifest", "new", "--office-host", "excel", "--client-id", CLIENT_ID, "-o", name];
        let code = if name.contains('/') { 3 } else { 2 };
        let run = home.hallpass(new).args(flags).run().expect_code(code);
        assert!(run.stderr.contains(words), "no {words} in {run}");
        assert_eq!(fs::read_dir(home.work()).unwrap().count(), 0, "{run}");
    }
}

#[test]
fn the_help_says_what_a_fact_is_here_and_breaks_no_command() {
    let home = Home::new();
    let help = |command| home.hallpass(["manifest", command, "--help"]).run().expect_code(0).stdout;
    let new = help("new");
    assert!(new.contains("Name of the add-in"), "{new}");
    assert!(!new.contains("Name of the app registration"), "{new}");
    for line in new.lines().filter(|line| line.starts_with("  hallpass ")) {
        assert!(line.len() <= 80, "{line}");
        let whole = line.ends_with(".xml") || line.ends_with(".json") || line.ends_with("-o -");
        assert!(whole, "{line}");
    }
    let apply = help("apply");
    assert!(apply.contains("Of the facts a manifest takes the domain"), "{apply}");
}
