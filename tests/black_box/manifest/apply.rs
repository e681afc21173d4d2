//! `hallpass manifest apply` on every kind of manifest, and what it does beside the markup when asked to.

use std::fs;
use std::path::{Path, PathBuf};

use hallpass_tests::corpus::fixture;
use hallpass_tests::difference;
use hallpass_tests::home::Home;
use hallpass_tests::program::Ended;

use crate::edit::{self, CLIENT_ID};

const FACTS: [&str; 4] = ["--domain", "localhost:3000", "--client-id", CLIENT_ID];

fn apply(home: &Home, file: &Path, more: &[&str]) -> Ended {
    home.hallpass(["manifest", "apply"]).args([file]).args(FACTS).args(more).run()
}

fn of_fixture(name: &str) -> (Home, PathBuf, String) {
    let home = Home::new();
    let file = home.copy(&fixture(&format!("manifest/{name}")));
    let text = fs::read_to_string(&file).unwrap();
    (home, file, text)
}

mod containers {
    use super::*;

    /// What is made around the markup stays when the markup is taken out; undo gives the very bytes back.
    fn are_made(name: &str) {
        let (home, file, original) = of_fixture(name);
        let wrote = apply(&home, &file, &["--write"]).expect_code(0);
        let after = fs::read(&file).unwrap();
        difference::assert_turns(original.as_bytes(), &wrote.stdout, &after);
        assert_eq!(apply(&home, &file, &["--write"]).expect_code(0).stdout, "", "the second time");
        assert!(fs::read(&file).unwrap() == after, "the second time");
        home.hallpass(["manifest", "check"]).args([&file]).run().expect_code(0);

        home.hallpass(["manifest", "undo"]).args([&file]).run().expect_code(0);
        assert!(fs::read_to_string(&file).unwrap() == original, "undo did not bring back the original");

        fs::write(&file, &after).unwrap();
        home.hallpass(["manifest", "remove", "--write"]).args([&file]).run().expect_code(0);
        let without = fs::read_to_string(&file).unwrap();
        assert!(!without.contains("WebApplicationInfo"), "{without}");
        assert!(without.contains("VersionOverridesV1_"), "the container went too: {without}");
    }

    each! {
        are_made;
        taskpane: "taskpane-without-overrides.xml",
        content: "content-without-overrides.xml",
        mail_1_1_in_1_0: "mail-v1-0-alone.xml",
    }

    #[test]
    fn one_that_is_made_for_the_markup_alone_is_told() {
        for name in ["taskpane-without-overrides.xml", "content-without-overrides.xml"] {
            let (home, file, _) = of_fixture(name);
            let run = apply(&home, &file, &[]).expect_code(0);
            assert!(run.stderr.contains("after this change: info"), "{run}");
        }
    }

    #[test]
    fn what_mail_1_0_holds_is_copied_byte_for_byte() {
        let (home, file, original) = of_fixture("mail-v1-0-alone.xml");
        apply(&home, &file, &["--write"]).expect_code(0);
        let after = fs::read_to_string(&file).unwrap();
        let nested = after.split("VersionOverridesV1_1").nth(1).expect("a nested one");
        for copied in ["<!-- read only -->", "<bt:Set Name=\"Mailbox\"/>", "id=\"Commands.Url\""] {
            assert!(nested.contains(copied), "{copied} in {after}");
        }
        let start = original.find("    <Resources>").unwrap();
        assert!(after.starts_with(&original[..start]), "what stood before changed");
    }
}

mod hosts {
    use super::*;

    #[test]
    fn without_sso_and_without_overrides_nothing_is_written() {
        let (home, file, original) = of_fixture("onenote-without-overrides.xml");
        let run = apply(&home, &file, &["--format", "json", "--write"]).expect_code(1);
        assert!(run.stderr.contains("\"not-applicable\"") && run.stderr.contains("OneNote"), "{run}");
        assert_eq!(fs::read_to_string(&file).unwrap(), original);
    }

    #[test]
    fn without_sso_but_with_overrides_it_is_done_with_a_warning() {
        let (home, file, _) = of_fixture("onenote.xml");
        let run = apply(&home, &file, &["--write"]).expect_code(0);
        assert!(run.stderr.contains("OneNote"), "{run}");
        assert!(fs::read_to_string(&file).unwrap().contains("<WebApplicationInfo>"));
    }

    #[test]
    fn mail_without_overrides_is_not_applicable() {
        let (home, file, original) = of_fixture("mail-without-overrides.xml");
        let run = apply(&home, &file, &["--format", "json", "--write"]).expect_code(1);
        assert!(run.stderr.contains("\"not-applicable\""), "{run}");
        assert_eq!(fs::read_to_string(&file).unwrap(), original);
    }
}

mod beside_the_markup {
    use super::*;

    #[test]
    fn nothing_changes_unasked() {
        edit::goes_round(&fs::read(fixture("manifest/taskpane.xml")).unwrap(), |file| {
            let text = fs::read_to_string(file).unwrap();
            assert!(text.contains("<Version>1.0.0.0</Version>"));
            assert!(!text.contains("IdentityAPI") && !text.contains("AppDomain"), "{text}");
        });
    }

    #[test]
    fn each_when_asked_for() {
        for (flags, new, count) in [
            (&["--identity-api"][..], "<Set Name=\"IdentityAPI\" MinVersion=\"1.3\"", 1),
            (&["--app-domain", "https://login.contoso.com"], "<AppDomain>https://login.contoso.com</AppDomain>", 1),
            (&["--app-domain", "https://a.contoso.com", "--app-domain", "https://b.contoso.com/"], "<AppDomain>", 2),
            (&["--bump-version"], "<Version>1.0.0.1</Version>", 1),
        ] {
            let (home, file, original) = of_fixture("taskpane.xml");
            apply(&home, &file, &[flags, &["--write"]].concat()).expect_code(0);
            let after = fs::read_to_string(&file).unwrap();
            assert_eq!(after.matches(new).count(), count, "{flags:?}: {after}");
            let again = apply(&home, &file, &[flags, &["--write"]].concat()).expect_code(0);
            assert_eq!(again.stdout, "", "{flags:?} a second time");
            assert_eq!(fs::read_to_string(&file).unwrap(), after, "{flags:?} a second time");
            home.hallpass(["manifest", "undo"]).args([&file]).run().expect_code(0);
            assert_eq!(fs::read_to_string(&file).unwrap(), original);
        }
    }

    #[test]
    fn the_version_is_counted_up_also_where_the_markup_is_right_already() {
        let (home, file, _) = of_fixture("taskpane.xml");
        apply(&home, &file, &["--write"]).expect_code(0);
        apply(&home, &file, &["--bump-version", "--write"]).expect_code(0);
        assert!(fs::read_to_string(&file).unwrap().contains("<Version>1.0.0.1</Version>"));
        let again = apply(&home, &file, &["--bump-version", "--write"]).expect_code(0);
        assert!(again.stdout.is_empty() && again.stderr.contains("counted up"), "{again}");
    }

    /// All or nothing.
    #[test]
    fn outlook_never_gets_the_set() {
        let (home, file, original) = of_fixture("mail-nested.xml");
        let run =
            apply(&home, &file, &["--identity-api", "--bump-version", "--write", "--format", "json"]).expect_code(1);
        assert!(run.stderr.contains("\"not-applicable\""), "{run}");
        assert_eq!(run.stdout, "", "{run}");
        assert_eq!(fs::read_to_string(&file).unwrap(), original);
    }

    #[test]
    fn what_is_no_origin_is_asked_wrongly() {
        let (home, file, original) = of_fixture("taskpane.xml");
        for origin in ["contoso.com", "https://*.contoso.com", "https://contoso.com/page", "ftp://contoso.com"] {
            let run = apply(&home, &file, &["--write", "--app-domain", origin]).expect_code(2);
            assert!(run.stderr.contains(origin) && run.stderr.contains("hint"), "{run}");
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), original);
    }
}

mod said {
    use super::*;

    const BLOCKED: &str = "blocked until an administrator consents";

    #[test]
    fn a_new_scope_needs_consent_again() {
        let (home, file, _) = of_fixture("taskpane.xml");
        let run = apply(&home, &file, &["--permission", "User.Read", "--write"]).expect_code(0);
        assert!(run.stderr.contains(BLOCKED) && run.stderr.contains("User.Read"), "{run}");
        // Taking one out asks nobody.
        let run = apply(&home, &file, &["--permission", "User.Read", "--write", "--format", "json"]).expect_code(0);
        assert_eq!(run.json()["notes"], serde_json::json!([]), "{run}");
        let run = apply(&home, &file, &["--permission", "User.Read,Mail.Read", "--format", "json"]).expect_code(0);
        let answer = run.json();
        let note = answer["notes"][0].as_str().unwrap();
        assert!(note.contains("Mail.Read") && !note.contains("User.Read") && note.contains(BLOCKED), "{run}");
    }

    #[test]
    fn nested_app_authentication_needs_no_markup_in_xml() {
        let (home, file, original) = of_fixture("taskpane.xml");
        let run = apply(&home, &file, &["--auth", "naa", "--write"]).expect_code(0);
        assert!(run.stdout.is_empty() && run.stderr.contains("needs no markup"), "{run}");
        assert!(!run.stderr.contains("13000") && !run.stderr.contains("error"), "{run}");
        let quiet = apply(&home, &file, &["--auth", "naa", "--write", "-q"]).expect_code(0);
        assert_eq!(quiet.stderr, "", "a note in spite of -q");
        assert_eq!(fs::read_to_string(&file).unwrap(), original);
        apply(&home, &file, &["--auth", "both", "--write"]).expect_code(0);
        assert!(fs::read_to_string(&file).unwrap().contains("<WebApplicationInfo>"));
    }

    #[test]
    fn a_scope_that_goes_is_named() {
        let (home, file, _) = of_fixture("taskpane.xml");
        apply(&home, &file, &["--permission", "User.Read,Mail.Read", "--write"]).expect_code(0);
        let run = apply(&home, &file, &["--permission", "Mail.Read"]).expect_code(0);
        assert!(run.stderr.contains("the scope User.Read goes"), "{run}");
        assert!(!apply(&home, &file, &[]).expect_code(0).stderr.contains("goes"), "nobody spoke of scopes");
    }

    #[test]
    fn a_build_token_that_goes_is_named() {
        let (home, file, original) = of_fixture("taskpane.xml");
        apply(&home, &file, &["--write"]).expect_code(0);
        assert!(!original.contains("${{"));
        let with = fs::read_to_string(&file).unwrap().replace(CLIENT_ID, "${{AAD_APP_CLIENT_ID}}");
        fs::write(&file, with).unwrap();
        let run = apply(&home, &file, &[]).expect_code(0);
        assert!(run.stderr.contains("the build token ${{AAD_APP_CLIENT_ID}} is replaced"), "{run}");
    }

    /// Exit 0 says that the change is made; what is wrong all the same comes with the command to go on with.
    #[test]
    fn errors_that_stay_come_with_the_next_command() {
        let (home, file, _) = of_fixture("taskpane.xml");
        let elsewhere = ["--domain", "elsewhere.contoso.com", "--client-id", CLIENT_ID, "--write"];
        let apply = |more: &[&str]| home.hallpass(["manifest", "apply"]).args([&file]).args(elsewhere).args(more).run();
        let first = apply(&[]).expect_code(0);
        assert!(
            first.stderr.contains("after this change: error") && first.stderr.contains("manifest check"),
            "{first}"
        );
        let second = apply(&[]).expect_code(0);
        assert!(!second.stderr.contains("after this change"), "{second}");
        assert!(second.stderr.contains("in this file: error") && second.stderr.contains("manifest check"), "{second}");
        let quiet = apply(&["-q"]).expect_code(0);
        assert!(quiet.stderr.lines().all(|line| line.contains("error: ")), "{quiet}");
    }
}

#[test]
fn an_app_for_teams_is_left_alone() {
    let home = Home::new();
    let text = br#"{"manifestVersion": "1.17", "id": "x",
  "webApplicationInfo": { "id": "11111111-2222-4333-8444-555555555555", "resource": "api://botid-11111111" } }"#;
    let file = home.write("manifest.json", text);
    let run = apply(&home, &file, &["--write", "--format", "json"]).expect_code(1);
    assert!(run.stderr.contains("\"not-applicable\"") && run.stderr.contains("Teams"), "{run}");
    assert!(fs::read(&file).unwrap() == text);
}

#[test]
fn a_container_that_was_made_is_said_to_stay() {
    let (home, file, _) = of_fixture("taskpane-without-overrides.xml");
    apply(&home, &file, &["--write"]).expect_code(0);
    let remove = |more: &[&str]| home.hallpass(["manifest", "remove"]).args([&file]).args(more).run().expect_code(0);
    for run in [remove(&[]), remove(&["--write"])] {
        assert!(run.stderr.contains("the VersionOverrides that was made for it stays"), "{run}");
        assert!(run.stderr.contains("hallpass manifest undo"), "{run}");
    }
    let (home, file, _) = of_fixture("taskpane.xml");
    apply(&home, &file, &["--write"]).expect_code(0);
    let run = home.hallpass(["manifest", "remove"]).args([&file]).run().expect_code(0);
    assert!(!run.stderr.contains("stays"), "{run}");
}
