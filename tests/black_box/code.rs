//! `hallpass code`: printed, written after its difference, and what is asked for first.

use std::fs;

use hallpass_tests::home::Home;
use hallpass_tests::program::Ended;
use hallpass_tests::trace;

use crate::edit::CLIENT_ID;

const TENANT_ID: &str = "5c6c1f32-5e55-4997-881a-753cc1d563b7";

const KNOWN: [&str; 6] = ["--client-id", CLIENT_ID, "--tenant-id", TENANT_ID, "--permission", "User.Read"];

fn code(home: &Home, args: &[&str]) -> Ended {
    home.hallpass(["code"]).args(args).run()
}

#[test]
fn files_stand_below_each_other_and_what_they_need_beside_them() {
    let home = Home::new();
    let run = code(&home, &[&["--for", "node"], &KNOWN[..]].concat()).expect_code(0);
    assert!(run.stdout.starts_with("==> server.mjs <==\n// Made by Hallpass from these facts: "), "{run}");
    assert!(run.stdout.contains("\n\n==> sso/token.mjs <==\n"), "{run}");
    for words in
        ["install: npm install @azure/msal-node@^", "set CLIENT_SECRET: ", "the pages are taken to be on localhost"]
    {
        assert!(run.stderr.contains(words), "{words}: {run}");
    }
    assert!(!run.stderr.contains("set CLIENT_ID"), "{run}");
    assert!(trace::files_below(home.root()).is_empty(), "something was written");
    // A server reads from its environment what nobody knows yet.
    let run = code(&home, &["--for", "node"]).expect_code(0);
    assert!(run.stderr.contains("set CLIENT_ID: ") && run.stderr.contains("set AUTHORITY: "), "{run}");
}

#[test]
fn json_has_the_files_and_what_they_need() {
    let home = Home::new();
    let answer = code(&home, &[&["--for", "client", "--format", "json"], &KNOWN[..]].concat()).expect_code(0).json();
    assert_eq!(answer["for"], "client");
    let files = answer["files"].as_array().expect("files");
    let text = |path: &str| files.iter().find(|file| file["path"] == path).and_then(|file| file["text"].as_str());
    assert!(text("entra.js").expect("a file").contains(CLIENT_ID), "{answer:#}");
    assert!(answer["install"].as_str().is_some_and(|install| install.starts_with("npm install @azure/msal-browser@")));
    assert_eq!((&answer["environment"], answer["notes"].as_array().map(Vec::len)), (&serde_json::json!([]), Some(2)));
    let answer = code(&home, &["--for", "node", "--format", "json"]).expect_code(0).json();
    let secret = answer["environment"].as_array().and_then(|all| all.iter().find(|one| one["name"] == "CLIENT_SECRET"));
    assert_eq!(secret.expect("a variable")["default"], serde_json::Value::Null);
}

#[test]
fn a_page_has_no_environment() {
    let home = Home::new();
    for (args, words) in [
        (&[][..], "--client-id"),
        (&["--client-id", CLIENT_ID], "--tenant-id GUID, or --account-types multi-tenant"),
        (&[&KNOWN[..], &["--cloud", "practice"]].concat(), "--cloud FILE"),
    ] {
        for stack in ["client", "client-naa"] {
            let run = code(&home, &[&["--for", stack], args].concat()).expect_code(2);
            assert!(run.stderr.contains(words) && run.stdout.is_empty(), "{stack}: {run}");
        }
    }
    code(&home, &["--for", "client", "--client-id", CLIENT_ID, "--account-types", "multi-tenant"]).expect_code(0);
}

#[test]
fn is_shown_then_written_then_undone() {
    let home = Home::new();
    let into = |more: &[&str]| code(&home, &[&["--for", "node", "--into", "addin"], &KNOWN[..], more].concat());
    let run = into(&[]).expect_code(3);
    assert!(run.stderr.contains("no such folder"), "{run}");
    home.write("addin/server.mjs", b"// mine\n");

    let shown = into(&[]).expect_code(0);
    assert!(
        shown.stdout.contains("-// mine\n") && shown.stdout.contains("\n+export async function checkToken("),
        "{shown}"
    );
    assert!(shown.stderr.contains("nothing was written; add --write to do so"), "{shown}");
    assert_eq!(trace::files_below(&home.work()).len(), 1, "written without --write");

    let written = into(&["--write"]).expect_code(0);
    assert_eq!(shown.stdout, written.stdout, "shown and written differ");
    let printed = code(&home, &[&["--for", "node"], &KNOWN[..]].concat()).expect_code(0).stdout;
    for path in ["server.mjs", "sso/token.mjs"] {
        let text = fs::read_to_string(home.work().join("addin").join(path)).expect("a file");
        assert!(printed.contains(&text), "{path}");
    }
    let again = into(&["--write"]).expect_code(0);
    assert!(again.stdout.is_empty() && again.stderr.contains("nothing to change"), "{again}");

    home.hallpass(["manifest", "undo", "addin/server.mjs"]).run().expect_code(0);
    assert_eq!(fs::read(home.work().join("addin/server.mjs")).expect("a file"), b"// mine\n");
    // What was made goes again.
    let undone = home.hallpass(["manifest", "undo", "addin/sso/token.mjs"]).run().expect_code(0);
    assert!(undone.stderr.contains("deleted addin/sso/token.mjs"), "{undone}");
    assert!(!home.work().join("addin/sso/token.mjs").exists());

    for write in [&[][..], &["--write"]] {
        let run = code(&home, &[&["--for", "node", "--into", "addin/server.mjs"], &KNOWN[..], write].concat());
        let run = run.expect_code(3);
        assert!(run.stderr.contains("is a file, not a folder") && run.stdout.is_empty(), "{run}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_leads_nowhere() {
    let home = Home::new();
    fs::create_dir_all(home.work().join("addin")).unwrap();
    fs::create_dir_all(home.work().join("outside")).unwrap();
    std::os::unix::fs::symlink("../outside", home.work().join("addin/sso")).unwrap();
    let run = code(&home, &[&["--for", "node", "--into", "addin", "--write"], &KNOWN[..]].concat()).expect_code(1);
    assert!(run.stderr.contains("is a link"), "{run}");
    assert!(home.work().join("addin/server.mjs").is_file(), "what is no link was not written");
    assert_eq!(fs::read_dir(home.work().join("outside")).unwrap().count(), 0, "a link was followed");
}
