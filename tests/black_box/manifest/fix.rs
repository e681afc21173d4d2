//! `hallpass manifest check --fix`: shown, written, taken back.

use std::fs;

use hallpass_tests::corpus::fixture;
use hallpass_tests::difference;
use hallpass_tests::home::Home;
use hallpass_tests::program::Ended;
use serde_json::Value;

use super::check::codes;

const MISTAKES: &str = "manifest/taskpane-with-mistakes.xml";

fn fix(home: &Home, more: &[&str]) -> Ended {
    home.hallpass(["manifest", "check", "--fix"]).args(more).run()
}

#[test]
fn shows_then_writes_and_is_taken_back() {
    let home = Home::new();
    let original = fs::read(fixture(MISTAKES)).unwrap();
    let file = home.write("manifest.xml", &original);

    let shown = fix(&home, &["manifest.xml"]);
    assert!(fs::read(&file).unwrap() == original, "written without --write");
    assert!(shown.stderr.contains("nothing was written; add --write to do so"), "{shown}");
    assert!(!shown.all().contains("is new"), "{shown}");

    let wrote = fix(&home, &["manifest.xml", "--write"]);
    let after = fs::read(&file).unwrap();
    assert_eq!((shown.code, &shown.stdout), (wrote.code, &wrote.stdout), "shown and written differ");
    difference::assert_turns(&original, &wrote.stdout, &after);
    let text = String::from_utf8(after.clone()).unwrap();
    let resource = "<Resource>api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7</Resource>";
    assert!(text.contains(resource), "{text}");
    assert_eq!(text.matches("<Scope>profile</Scope>").count(), 1, "{text}");

    let again = fix(&home, &["manifest.xml", "--write"]);
    assert_eq!(again.stdout, "", "a second round: {again}");
    assert!(fs::read(&file).unwrap() == after);

    home.hallpass(["manifest", "undo", "manifest.xml"]).run().expect_code(0);
    assert!(fs::read(&file).unwrap() == original, "undo did not bring back the original");
}

/// The exit code is that of a check of what came out.
#[test]
fn ends_as_a_check_of_the_result_would() {
    let home = Home::new();
    for name in ["taskpane-with-mistakes", "mail-nested-with-markup", "taskpane", "not-well-formed/cut-off"] {
        let file = home.copy(&fixture(&format!("manifest/{name}.xml")));
        let run = home.hallpass(["manifest", "check", "--fix", "--write", "--format", "json"]).args([&file]).run();
        let check = home.hallpass(["manifest", "check", "--format", "json"]).args([&file]).run();
        assert_eq!(run.code, check.code, "{run}{check}");
        let (fixed, checked) = (run.json(), check.json());
        assert_eq!(fixed["files"][0]["findings"], checked["files"][0]["findings"], "{run}{check}");
        assert!(fixed["files"][0]["difference"].is_string() && fixed["files"][0]["written"].is_boolean(), "{run}");
    }
}

#[test]
fn what_a_person_must_do_is_named() {
    let home = Home::new();
    let file = home.copy(&fixture("manifest/not-well-formed/cut-off.xml"));
    let run = fix(&home, &[file.to_str().unwrap()]).expect_code(1);
    assert_eq!(run.stdout, "", "{run}");
    assert!(run.stderr.contains("left to do by hand"), "{run}");
}

#[test]
fn mends_what_lies_in_a_folder() {
    let home = Home::new();
    let original = fs::read(fixture(MISTAKES)).unwrap();
    for name in ["a.xml", "b/c.xml"] {
        home.write(format!("apps/{name}"), &original);
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("a.xml", home.work().join("apps/link.xml")).unwrap();
    let run = fix(&home, &["apps", "--write", "--format", "json"]);
    let answer = run.json();
    let written = |file: &Value| file["written"] == true;
    let files = answer["files"].as_array().unwrap();
    assert_eq!(files.iter().filter(|file| written(file)).count(), 2, "{run}");
    assert!(files.iter().filter(|file| written(file)).all(|file| !file["fixed"].as_array().unwrap().is_empty()));
    for name in ["a.xml", "b/c.xml"] {
        let file = format!("apps/{name}");
        home.hallpass(["manifest", "undo", &file]).run().expect_code(0);
        assert!(fs::read(home.work().join(file)).unwrap() == original);
    }
}

#[test]
fn write_alone_is_asked_wrongly() {
    let home = Home::new();
    let file = home.copy(&fixture(MISTAKES));
    home.hallpass(["manifest", "check", "--write"]).args([&file]).run().expect_code(2);
}

#[test]
fn a_healthy_file_has_nothing_to_mend() {
    let home = Home::new();
    let file = home.copy(&fixture("manifest/taskpane.xml"));
    let run = fix(&home, &[file.to_str().unwrap(), "--format", "json"]).expect_code(0);
    let answer = run.json();
    assert_eq!(answer["files"][0]["difference"], "", "{run}");
    assert_eq!(answer["files"][0]["fixed"], Value::Array(Vec::new()), "{run}");
    assert!(codes(&answer["files"][0]).iter().all(|code| *code != "not-well-formed"));
}

#[test]
fn says_whom_a_new_scope_blocks() {
    let home = Home::new();
    let manifest = fs::read_to_string(fixture(MISTAKES)).unwrap();
    home.write("manifest.xml", manifest.replace("<Scope>profile</Scope>", "<Scope>email</Scope>").as_bytes());
    let shown = fix(&home, &["manifest.xml"]);
    assert!(shown.stderr.contains("the scope profile is new"), "who is blocked by a new scope is not said: {shown}");
    let said = "# manifest.xml: the scope profile is new: where the add-in is deployed already, its users are blocked";
    assert!(shown.stdout.starts_with(said), "the difference itself does not say it: {shown}");
}

/// Of one kind a check tells the first 20.
#[test]
fn hundreds_of_one_kind_are_mended_in_one_run() {
    let home = Home::new();
    let manifest = fs::read_to_string(fixture(MISTAKES)).unwrap();
    let file = home.write(
        "manifest.xml",
        manifest.replace("</Scopes>", &format!("{}</Scopes>", "<Scope/>\n".repeat(300))).as_bytes(),
    );
    let run = fix(&home, &["manifest.xml", "--write"]);
    assert!(!fs::read_to_string(&file).unwrap().contains("<Scope/>"), "{run}");
    assert!(!run.stderr.contains("run --fix again") && !run.stderr.contains("Scope is empty"), "{run}");
}

#[test]
fn what_is_left_of_one_kind_is_said_together() {
    let home = Home::new();
    let manifest = fs::read_to_string(fixture("manifest/taskpane.xml")).unwrap();
    let on_http = manifest.replace("DefaultValue=\"https://localhost:3000", "DefaultValue=\"http://contoso.com");
    let page = "<SourceLocation DefaultValue=\"http://contoso.com/taskpane.html\"/>";
    let in_german = "<Override Locale=\"de-DE\" Value=\"http://contoso.com/de.html\"/>";
    let twice = on_http.replace(page, &format!("{}>\n{in_german}\n</SourceLocation>", page.trim_end_matches("/>")));
    assert_ne!(twice, on_http);
    home.write("manifest.xml", twice.as_bytes());
    let run = fix(&home, &["manifest.xml"]).expect_code(1);
    let lines: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("left to do by hand")).collect();
    assert!(lines.iter().any(|line| line.contains("; the same in line ")), "{run}");
    let mut steps: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("    fix:")).collect();
    let all = steps.len();
    steps.dedup();
    assert!(all > 0 && steps.len() == all, "a step is said twice: {run}");
}

#[test]
fn steps_name_the_file() {
    let home = Home::new();
    let manifest = fs::read_to_string(fixture(MISTAKES)).unwrap();
    let (before, rest) = manifest.split_once("<WebApplicationInfo>").unwrap();
    let without = [before, rest.split_once("</WebApplicationInfo>").unwrap().1].concat();
    home.write("my manifest.xml", without.as_bytes());
    for more in [&[][..], &["--fix"]] {
        let run = home.hallpass(["manifest", "check", "-v", "my manifest.xml"]).args(more).run();
        assert!(!run.all().contains(" FILE "), "{run}");
        assert!(
            !more.is_empty()
                || run.stdout.contains("hallpass manifest apply 'my manifest.xml' --domain localhost:3000 --client-id"),
            "{run}"
        );
    }
}
