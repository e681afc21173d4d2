//! `hallpass manifest check`: files, folders, patterns; what is said of each.

use std::fs;
use std::path::Path;

use hallpass_tests::corpus::fixture;
use hallpass_tests::home::Home;
use hallpass_tests::program::Ended;
use hallpass_tests::shape::shape;
use serde_json::Value;

const HEALTHY: &str = "manifest/taskpane.xml";
const BROKEN: &str = "manifest/not-well-formed/cut-off.xml";

fn check(home: &Home, paths: &[&str]) -> Ended {
    home.hallpass(["manifest", "check", "--format", "json"]).args(paths).run()
}

pub fn codes(file: &Value) -> Vec<&str> {
    file["findings"].as_array().into_iter().flatten().filter_map(|finding| finding["code"].as_str()).collect()
}

fn names(answer: &Value) -> Vec<&str> {
    answer["files"].as_array().unwrap().iter().map(|file| file["file"].as_str().unwrap()).collect()
}

/// A fixture under another name in the working folder.
fn put(home: &Home, name: impl AsRef<Path>, from: &str) {
    home.write(name, &fs::read(fixture(from)).unwrap());
}

#[test]
fn tells_a_file_that_is_not_well_formed() {
    let home = Home::new();
    let file = home.copy(&fixture("manifest/not-well-formed/unclosed-resource.xml"));
    let run = home.hallpass(["manifest", "check", "--format", "json"]).args([&file]).run().expect_code(1);
    let answer = run.json();
    assert_eq!(codes(&answer["files"][0]), ["not-well-formed"], "{run}");
    let keep = ["code", "severity", "source", "not_your_fault", "line"];
    insta::assert_json_snapshot!(shape(&answer, &keep));
}

#[test]
fn has_nothing_to_say_of_a_healthy_file_without_sso() {
    let home = Home::new();
    for name in ["taskpane.xml", "mail-nested.xml", "content-without-overrides.xml", "unified.json"] {
        home.copy(&fixture(&format!("manifest/{name}")));
        let run = check(&home, &[name]).expect_code(0);
        let answer = run.json();
        let findings = answer["files"][0]["findings"].as_array().unwrap();
        assert!(findings.iter().all(|finding| finding["severity"] != "error"), "{run}");
    }
}

#[test]
fn keeps_the_order_of_the_paths() {
    let home = Home::new();
    let files: Vec<_> = ["taskpane", "mail-nested", "not-well-formed/cut-off"]
        .map(|name| home.copy(&fixture(&format!("manifest/{name}.xml"))))
        .into();
    let run = home.hallpass(["manifest", "check", "--format", "json"]).args(&files).run().expect_code(1);
    assert_eq!(names(&run.json()), files.iter().map(|file| file.to_str().unwrap()).collect::<Vec<_>>());
}

/// A project as they are: manifests beside what is none.
fn project() -> Home {
    let home = Home::new();
    put(&home, "app/b/manifest.xml", HEALTHY);
    put(&home, "app/a/manifest.json", "manifest/unified.json");
    put(&home, "app/broken.xml", BROKEN);
    home.write("app/package.json", b"{ \"name\": \"contoso\" }");
    home.write("app/pom.xml", b"<project/>");
    home.write("app/notes.txt", b"<OfficeApp");
    home.write("app/.gitignore", b"dist/\n");
    put(&home, "app/dist/manifest.xml", HEALTHY);
    put(&home, "app/.cache/manifest.xml", HEALTHY);
    put(&home, "app/node_modules/other/manifest.xml", HEALTHY);
    home
}

#[test]
fn of_a_folder_it_takes_the_manifests_and_what_is_left_of_one() {
    let home = project();
    let run = check(&home, &["app"]).expect_code(1);
    assert_eq!(names(&run.json()), ["app/a/manifest.json", "app/b/manifest.xml", "app/broken.xml"], "{run}");

    let run = home.hallpass(["manifest", "check", "-v", "app"]).run().expect_code(1);
    assert!(run.stderr.contains("3 files: 1 error; 2 other files passed over"), "{run}");
    let run = home.hallpass(["manifest", "check", "app"]).run().expect_code(1);
    assert!(run.stderr.contains("3 files: 1 error") && !run.stderr.contains("passed over"), "{run}");
}

#[test]
fn expands_what_the_shell_did_not() {
    let home = project();
    for (pattern, expected) in [
        ("app/**/*.xml", &["app/b/manifest.xml", "app/broken.xml"][..]),
        ("app/*", &["app/a/manifest.json", "app/b/manifest.xml", "app/broken.xml"]),
        ("app/{a,b}", &["app/a/manifest.json", "app/b/manifest.xml"]),
        ("**/manifest.*", &["app/a/manifest.json", "app/b/manifest.xml"]),
        ("app/dist/*.xml", &["app/dist/manifest.xml"]),
    ] {
        let run = check(&home, &[pattern]);
        assert_eq!(names(&run.json()), expected, "{pattern}: {run}");
    }
}

#[test]
fn a_file_that_is_named_is_always_checked() {
    let home = project();
    let named = ["app/dist/manifest.xml", "app/.cache/manifest.xml", "app/notes.txt", "app/pom.xml"];
    let run = check(&home, &named).expect_code(1);
    let answer = run.json();
    assert_eq!(names(&answer), named, "{run}");
    assert_eq!(codes(&answer["files"][2]), ["not-well-formed"], "{run}");
    assert_eq!(codes(&answer["files"][3]), ["not-a-manifest"], "{run}");
    // Also in a folder that is named beside it, and once.
    let run = check(&home, &["app", "app/pom.xml"]).expect_code(1);
    assert_eq!(names(&run.json()).iter().filter(|name| **name == "app/pom.xml").count(), 1, "{run}");
}

#[test]
fn a_file_is_told_once_however_it_is_named() {
    let home = project();
    let whole = home.work().join("app/b/manifest.xml");
    let whole = whole.to_str().unwrap();
    for (paths, expected) in [
        (&["app/b/manifest.xml", "./app/b/manifest.xml", whole][..], &["app/b/manifest.xml"][..]),
        (&["app/b", "./app/b/"], &["app/b/manifest.xml"]),
        (&["app/b", "app/a/../b/manifest.xml", "app/a"], &["app/b/manifest.xml", "app/a/manifest.json"]),
        (&["missing.xml", "./missing.xml"], &["missing.xml"]),
    ] {
        let run = check(&home, paths);
        assert_eq!(names(&run.json()), expected, "{run}");
    }
}

#[test]
fn what_lies_above_a_repository_ignores_nothing_in_it() {
    let home = project();
    home.write(".gitignore", b"manifest.*\n");
    home.write("app/.git/HEAD", b"");
    let run = check(&home, &["app"]).expect_code(1);
    assert_eq!(names(&run.json()), ["app/a/manifest.json", "app/b/manifest.xml", "app/broken.xml"], "{run}");
}

/// Nothing was checked, so nothing is fine: a path with a misspelt letter must not pass in a build.
#[test]
fn where_no_manifest_is_nothing_could_be_checked() {
    let home = project();
    home.write("empty/readme.md", b"");
    home.write("other/package.json", b"{}");
    for path in ["empty", "other", "app/*.yaml", "*/manifset.xml", "manifset.xml"] {
        let run = check(&home, &[path, "app/b/manifest.xml"]).expect_code(3);
        let answer = run.json();
        let code = if path == "manifset.xml" { "file-not-found" } else { "no-manifest-found" };
        assert_eq!(answer["files"][0]["error"]["code"], code, "{run}");
        assert_eq!(names(&answer)[1], "app/b/manifest.xml", "the others are checked: {run}");
    }
    let run = home.hallpass(["manifest", "check", "other"]).run().expect_code(3);
    assert!(run.stderr.contains("other: no manifest was found here"), "{run}");
}

#[test]
fn what_cannot_be_read_keeps_no_other_from_being_checked() {
    let home = project();
    let run = home.hallpass(["manifest", "check", "missing.xml", "app/b", "app/broken.xml"]).run().expect_code(3);
    assert!(run.stderr.contains("missing.xml"), "{run}");
    assert!(run.stdout.contains("not-well-formed"), "{run}");
    assert!(run.stderr.contains("3 files: 1 error, 1 could not be checked"), "{run}");
}

#[test]
fn one_file_needs_no_closing_line() {
    let home = project();
    let run = home.hallpass(["manifest", "check", "app/b/manifest.xml"]).run().expect_code(0);
    assert_eq!(run.stderr, "", "{run}");
}

#[test]
fn thousands_come_in_one_order() {
    let home = Home::new();
    let manifest = fs::read(fixture(HEALTHY)).unwrap();
    for number in 0..2000 {
        home.write(format!("many/{}/{number}.xml", number % 7), &manifest);
    }
    let first = check(&home, &["many"]).expect_code(0);
    let answer = first.json();
    let told = names(&answer);
    assert_eq!(told.len(), 2000);
    assert!(told.is_sorted_by_key(Path::new), "not in the order of paths");
    assert!(check(&home, &["many"]).stdout == first.stdout, "another order the second time");
}

#[cfg(unix)]
#[test]
fn odd_names_and_links() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let home = Home::new();
    put(&home, Path::new("odd").join(OsStr::from_bytes(b"m\xff.xml")), BROKEN);
    put(&home, "odd/[a]*.xml", HEALTHY);
    symlink("..", home.work().join("odd/up")).unwrap();
    symlink("self", home.work().join("odd/self")).unwrap();
    let run = check(&home, &["odd"]).expect_code(1);
    assert_eq!(names(&run.json()), ["odd/[a]*.xml", "odd/m\u{fffd}.xml"], "{run}");
    let name = home.work().join("odd").join(OsStr::from_bytes(b"m\xff.xml"));
    for format in ["text", "json"] {
        home.hallpass(["manifest", "check", "--format", format]).args([&name]).run().expect_code(1);
    }
    check(&home, &["odd/[a]*.xml"]).expect_code(0);
}
