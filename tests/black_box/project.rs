//! `hallpass plan --into`: the values in a project's own files. The projects are after what templates put there.

use std::fs;
use std::path::Path;

use hallpass_tests::home::Home;
use hallpass_tests::program::Invocation;
use hallpass_tests::trace;

use crate::edit::CLIENT_ID;

const PLANTED: &str = "planted~secret~value";

const SCRIPT: &str = "/* The dialog. */\r\nconst clientId = \"{application GUID here}\"; // yours\r\nconst config = {\r\n  auth: {\r\n    \
                      redirectUri: \"https://localhost:{PORT}/fallbackauthdialog.html\",\r\n  },\r\n};\r\n";

fn project(home: &Home) {
    let manifest =
        fs::read_to_string(hallpass_tests::corpus::fixture("manifest/taskpane-with-markup-bom-crlf.xml")).unwrap();
    for (name, text) in [
        (
            ".ENV",
            format!(
                "# settings\r\nCLIENT_ID={{CLIENT_ID}}\r\nCLIENT_SECRET={PLANTED}\r\nPORT={{PORT}}\r\nSCOPE=User.Read"
            ),
        ),
        ("src/helpers/fallbackauthdialog.ts", SCRIPT.to_owned()),
        ("manifest.xml", manifest),
        ("readme.md", "{PORT}".to_owned()),
    ] {
        home.write(format!("addin/{name}"), text.as_bytes());
    }
}

fn into(home: &Home, more: &[&str]) -> Invocation {
    home.hallpass(["plan", "--into", "addin", "--domain", "localhost:3001", "--client-id", CLIENT_ID]).args(more)
}

fn text(home: &Home, name: &str) -> String {
    fs::read_to_string(home.work().join("addin").join(name)).unwrap()
}

fn all(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    trace::files_below(folder).into_iter().map(|(path, _)| (path.clone(), fs::read(path).unwrap())).collect()
}

#[test]
fn is_shown_then_written_then_undone() {
    let home = Home::new();
    project(&home);
    let before = all(&home.work());

    let shown = into(&home, &[]).run().expect_code(0);
    assert!(all(&home.work()) == before, "written without --write");
    assert!(trace::files_below(&home.config()).is_empty(), "something is kept of what was only shown");
    assert!(shown.stderr.contains("nothing was written; add --write to do so"), "{shown}");

    let written = into(&home, &["--write"]).run().expect_code(0);
    assert_eq!(shown.stdout, written.stdout, "shown and written differ");
    let environment =
        format!("# settings\r\nCLIENT_ID={CLIENT_ID}\r\nCLIENT_SECRET={PLANTED}\r\nPORT=3001\r\nSCOPE=User.Read");
    assert_eq!(text(&home, ".ENV"), environment);
    let script = SCRIPT.replace("{application GUID here}", CLIENT_ID).replace("{PORT}", "3001");
    assert_eq!(text(&home, "src/helpers/fallbackauthdialog.ts"), script);
    assert!(text(&home, "manifest.xml").contains(&format!("api://localhost:3001/{CLIENT_ID}")));
    assert_eq!(text(&home, "readme.md"), "{PORT}");
    for step in ["by hand: CLIENT_SECRET in .ENV is left as it is", "add --dialog-page fallbackauthdialog.html"] {
        assert!(written.stderr.contains(step), "no {step} in {written}");
    }

    let after = all(&home.work());
    let again = into(&home, &["--write"]).run().expect_code(0);
    assert_eq!(again.stdout, "", "a difference where there is none");
    assert!(all(&home.work()) == after, "writing again changed something");

    for file in ["manifest.xml", "src/helpers/fallbackauthdialog.ts"] {
        home.hallpass(["manifest", "undo"]).args([home.work().join("addin").join(file)]).run().expect_code(0);
        let (_, original) = before.iter().find(|(path, _)| path.ends_with(file)).unwrap();
        assert!(text(&home, file).as_bytes() == original, "{file}");
    }
}

#[test]
fn a_secret_in_a_file_is_neither_shown_nor_kept() {
    let home = Home::new();
    project(&home);
    for more in [&[][..], &["--format", "json"], &["--write", "-vv"]] {
        let run = into(&home, more).run().expect_code(0);
        assert!(!run.all().contains(PLANTED), "{run}");
    }
    for (path, bytes) in all(&home.config()) {
        assert!(!String::from_utf8_lossy(&bytes).contains(PLANTED), "in {}", path.display());
    }
}

#[test]
fn as_json() {
    let home = Home::new();
    project(&home);
    let run = into(&home, &["--format", "json"]).run().expect_code(0);
    let json = run.json();
    assert_eq!(json["project"], "yo-office");
    let files = json["files"].as_array().unwrap();
    assert_eq!(files.len(), 3);
    for file in files {
        assert!(file["difference"].as_str().unwrap().contains("--- addin/") && file["written"] == false, "{file:#}");
    }
    assert!(!json["steps"].as_array().unwrap().is_empty());
}

#[test]
fn what_is_no_project_is_exit_3() {
    let home = Home::new();
    home.write("addin/readme.md", b"");
    let run = into(&home, &["--write"]).run().expect_code(3);
    assert!(run.stderr.contains("no project") && run.stderr.contains("hint: "), "{run}");
}

#[test]
fn one_file_that_cannot_be_changed_keeps_no_other_from_it() {
    let home = Home::new();
    project(&home);
    home.write("addin/manifest.xml", b"<OfficeApp>");
    let run = into(&home, &["--write"]).run().expect_code(1);
    assert!(run.stderr.contains("error: "), "{run}");
    assert!(text(&home, ".ENV").contains(CLIENT_ID));
    assert_eq!(text(&home, "manifest.xml"), "<OfficeApp>");
}
