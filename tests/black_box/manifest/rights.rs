//! Files that are somebody else's, or that nobody may read; and what is no file.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::process::Command;

use hallpass_tests::corpus::fixture;
use hallpass_tests::home::Home;
use hallpass_tests::program::Ended;
use hallpass_tests::unprivileged::{self, NOBODY};

const MISTAKES: &str = "manifest/taskpane-with-mistakes.xml";

fn codes(run: &Ended) -> Vec<(String, String)> {
    let answer = run.json();
    let files = answer["files"].as_array().unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    files.iter().map(|file| (text(&file["file"]), text(&file["error"]["code"]))).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(file, code)| ((*file).to_owned(), (*code).to_owned())).collect()
}

#[test]
fn unreadable_files_and_folders_are_told_and_the_others_checked() {
    let home = Home::new();
    let manifest = fs::read(fixture("manifest/taskpane.xml")).unwrap();
    for name in ["app/closed/manifest.xml", "app/fine.xml", "app/secret.xml"] {
        home.write(name, &manifest);
    }
    let mode = |name: &str, mode| {
        fs::set_permissions(home.work().join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    mode("app/secret.xml", 0o000);
    mode("app/closed", 0o000);
    let run = unprivileged::hallpass(&home, ["manifest", "check", "--format", "json", "app"]).run();
    let named = unprivileged::hallpass(&home, ["manifest", "check", "--format", "json", "app/secret.xml"]).run();
    mode("app/closed", 0o700);
    let expected = [("app/closed", "file-not-allowed"), ("app/fine.xml", ""), ("app/secret.xml", "file-not-allowed")];
    assert_eq!(codes(&run.expect_code(3)), pairs(&expected));
    assert_eq!(codes(&named.expect_code(3)), pairs(&[("app/secret.xml", "file-not-allowed")]));
}

/// As root it is another's file; else one's own.
#[test]
fn the_owner_stays() {
    let home = Home::new();
    let file = home.copy(&fixture("manifest/taskpane.xml"));
    if unprivileged::is_root() {
        chown(&file, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    let owner = || {
        let there = fs::metadata(&file).unwrap();
        (there.uid(), there.gid(), there.mode() & 0o7777)
    };
    let (before, number) = (owner(), fs::metadata(&file).unwrap().ino());
    crate::edit::apply(&home, &file).args(["--write"]).run().expect_code(0);
    assert_ne!(fs::metadata(&file).unwrap().ino(), number, "not written as a new file");
    assert_eq!(owner(), before);
    home.hallpass(["manifest", "undo"]).args([&file]).run().expect_code(0);
    assert_eq!(owner(), before);
}

/// Only root can make the file of another; whoever else runs this makes one that is read-only.
#[test]
fn a_file_that_cannot_be_given_back_to_its_owner_is_not_written() {
    let home = Home::new();
    let file = home.copy(&fixture(MISTAKES));
    let before = fs::read(&file).unwrap();
    let mode = if unprivileged::is_root() { 0o666 } else { 0o444 };
    fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
    let fix = ["manifest", "check", "--fix", "--write", "--format", "json", "taskpane-with-mistakes.xml"];
    let run = unprivileged::hallpass(&home, fix).run().expect_code(3);
    assert_eq!(codes(&run), pairs(&[("taskpane-with-mistakes.xml", "file-not-allowed")]), "{run}");
    assert!(fs::read(&file).unwrap() == before);
    assert_eq!(fs::read_dir(home.work()).unwrap().count(), 1, "something is left beside it");
}

#[test]
fn a_link_out_of_a_folder_is_checked_and_not_written() {
    let home = Home::new();
    let original = fs::read(fixture(MISTAKES)).unwrap();
    let outside = home.write("outside/manifest.xml", &original);
    home.write("app/b.xml", &original);
    let link = home.work().join("app/link.xml");
    symlink("../outside/manifest.xml", &link).unwrap();
    symlink("b.xml", home.work().join("app/a.xml")).unwrap();
    for path in ["app", "app/*.xml"] {
        let run = home.hallpass(["manifest", "check", "--fix", "--write", "--format", "json", path]).run();
        let answer = run.json();
        let files = answer["files"].as_array().unwrap();
        let names: Vec<_> = files.iter().map(|file| file["file"].as_str().unwrap()).collect();
        assert_eq!(names, ["app/b.xml", "app/link.xml"], "a link to what is checked anyway is left out: {run}");
        assert!(files[1]["written"] == false && !files[1]["findings"].as_array().unwrap().is_empty(), "{run}");
        assert!(fs::read(&outside).unwrap() == original, "{path}: written outside of the folder");
    }
    let run = home.hallpass(["manifest", "check", "--fix", "--write", "app"]).run();
    assert!(run.stderr.contains("app/link.xml: a link that leads out of here is checked and not written"), "{run}");
    home.hallpass(["manifest", "check", "--fix", "--write", "app/link.xml"]).run();
    assert!(fs::read(&outside).unwrap() != original && link.is_symlink(), "a link that is named is written through");
}

#[test]
fn a_link_that_leads_nowhere_is_told() {
    let home = Home::new();
    home.write("app/b.xml", &fs::read(fixture("manifest/taskpane.xml")).unwrap());
    symlink("nowhere.xml", home.work().join("app/a.xml")).unwrap();
    let run = home.hallpass(["manifest", "check", "--format", "json", "app"]).run().expect_code(3);
    assert_eq!(codes(&run), pairs(&[("app/a.xml", "link-leads-nowhere"), ("app/b.xml", "")]));
}

#[test]
fn what_would_be_waited_for_is_refused_and_a_pipe_of_the_shell_is_read() {
    let home = Home::new();
    let pipe = home.work().join("pipe.xml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for path in ["pipe.xml", "/dev/zero"] {
        for command in ["check", "show", "remove"] {
            let run = home.hallpass(["manifest", command, path]).run().expect_code(3);
            assert!(run.stderr.contains("it is a device or a pipe"), "{run}");
        }
    }
    let manifest = fs::read(fixture("manifest/taskpane.xml")).unwrap();
    home.hallpass(["manifest", "check", "/dev/stdin"]).input(&manifest).run().expect_code(0);
}
