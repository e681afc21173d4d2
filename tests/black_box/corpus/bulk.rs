//! All real manifests in one go, and those kinds of them through every edit that need more than an insert.

use std::fs;
use std::path::PathBuf;

use hallpass_tests::home::Home;
use hallpass_tests::{corpus, difference};
use serde_json::Value;

use crate::edit::{self, is_refused};
use crate::manifest::{unified, utf16};

fn folders() -> [PathBuf; 2] {
    ["xml", "json"].map(corpus::folder)
}

#[test]
fn every_file_is_checked_and_always_in_the_same_order() {
    let home = Home::new();
    let check = |paths: &[PathBuf]| home.hallpass(["manifest", "check", "--format", "json"]).args(paths).run();
    let run = check(&folders()).expect_code(1);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    let answer = run.json();
    let files = answer["files"].as_array().unwrap();
    let mut expected: Vec<PathBuf> = Vec::new();
    for folder in folders() {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        expected.extend(paths);
    }
    let told: Vec<PathBuf> = files.iter().map(|file| file["file"].as_str().unwrap().into()).collect();
    assert_eq!((expected.len(), &told), (255, &expected), "each file, in the order of paths");
    assert!(check(&folders()).stdout == run.stdout, "not the same the second time");

    // The same as one by one, for a sample.
    for (path, file) in expected.iter().zip(files).step_by(11) {
        let one = check(std::slice::from_ref(path)).json();
        assert_eq!(&one["files"][0], file, "{}", path.display());
    }
    eprintln!("{} manifests checked in {:?}", files.len(), run.took);
}

/// The fixes of every file: none makes one worse, and a second round finds nothing more to mend.
#[test]
fn every_file_is_mended_once() {
    let home = Home::new();
    for folder in folders() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            home.write(PathBuf::from("all").join(path.file_name().unwrap()), &fs::read(&path).unwrap());
        }
    }
    let errors = |answer: &Value| -> Vec<usize> {
        let findings = answer["files"].as_array().unwrap().iter().map(|file| file["findings"].as_array().unwrap());
        findings.map(|findings| findings.iter().filter(|finding| finding["severity"] == "error").count()).collect()
    };
    let before = home.hallpass(["manifest", "check", "--format", "json", "all"]).run().json();
    let run = home.hallpass(["manifest", "check", "--fix", "--write", "--format", "json", "all"]).run();
    let mended = run.json();
    for ((before, after), file) in errors(&before).iter().zip(errors(&mended)).zip(mended["files"].as_array().unwrap())
    {
        assert!(after <= *before, "{} has more errors than before", file["file"]);
    }
    let again = home.hallpass(["manifest", "check", "--fix", "--format", "json", "all"]).run().json();
    let left: Vec<&Value> = again["files"].as_array().unwrap().iter().filter(|file| file["difference"] != "").collect();
    assert!(left.is_empty(), "{left:#?}");
    let written = mended["files"].as_array().unwrap().iter().filter(|file| file["written"] == true).count();
    eprintln!("{written} manifests mended");
}

/// Shown, written, again, taken back; taken out without the containers.
fn goes_round_with_containers(name: &str) {
    let original = fs::read(corpus::file(&format!("xml/{name}"))).unwrap();
    let home = Home::new();
    let file = home.write("manifest.xml", &original);
    let shown = edit::apply(&home, &file).run().expect_code(0);
    assert!(fs::read(&file).unwrap() == original, "written without --write");
    let wrote = edit::apply(&home, &file).args(["--write"]).run().expect_code(0);
    let after = fs::read(&file).unwrap();
    assert_eq!(shown.stdout, wrote.stdout, "shown and written differ");
    difference::assert_turns(&original, &wrote.stdout, &after);
    super::holds_before_libxml2(&file);
    assert_eq!(edit::apply(&home, &file).args(["--write"]).run().expect_code(0).stdout, "", "the second time");
    home.hallpass(["manifest", "undo", "manifest.xml"]).run().expect_code(0);
    assert!(fs::read(&file).unwrap() == original, "undo did not bring back the original");
    fs::write(&file, &after).unwrap();
    home.hallpass(["manifest", "remove", "manifest.xml", "--write"]).run().expect_code(0);
    let without = fs::read(&file).unwrap();
    assert!(hallpass_tests::manifest_text::web_application_info(&without).is_empty(), "still there");
}

mod containers {
    use super::goes_round_with_containers;

    each! {
        goes_round_with_containers;
        mail_1_0_no_final_newline: "David-Barrett-MS__Outlook-Add-in-SSO__www_Outlook-SSO-Add-in.xml",
        mail_1_0_bom_and_tokens: "OfficeDev__Office-Add-in-samples__Outlook.ConsumeGraphAPI_Outlook.AddInSample_Outlook.AddInSampleManifest_Outlook.AddInSample.xml",
        mail_1_0_comments: "OfficeDev__Office-Add-in-samples__hello-world_outlook-hello-world_manifest.xml",
        mail_1_0_task_pane: "OfficeDev__Office-Addin-TaskPane__manifest.outlook.xml",
        content: "OfficeDev__Office-Add-in-samples__excel-content-add-in_manifest.xml",
        task_pane_with_tokens: "OfficeDev__Office-Add-in-samples__Office.TypeScriptAddin_Office.TypeScriptAddin_Office.TypeScriptAddinManifest_Office.TypeScriptAddin.xml",
    }
}

mod not_applicable {
    use super::{corpus, fs, is_refused};

    fn names_why(row: (&str, &str)) {
        let (name, because) = row;
        is_refused(&fs::read(corpus::file(&format!("xml/{name}"))).unwrap(), because);
    }

    each! {
        names_why;
        one_note: ("OfficeDev__OneNote-Add-in-Rubric-Grader__manifest-rubric-grader.xml", "OneNote"),
        project: ("OfficeDev__Office-Addin-Scripts__office-addin-dev-settings_test_manifests_manifest.unsupportedhost.xml", "Project"),
        mail_without_overrides: ("OfficeDev__Office-Add-in-samples__Outlook.RelatedData_OutlookAddInOffice365Api-Debug.xml", "VersionOverrides"),
    }
}

#[test]
fn every_unified_manifest_goes_round() {
    let mut rounds = 0;
    for entry in fs::read_dir(corpus::folder("json")).unwrap() {
        let path = entry.unwrap().path();
        let original = fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&original);
        let Ok(value) = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')) else { continue };
        if value.get("extensions").is_some() {
            eprintln!("{}", path.display());
            unified::goes_round(&original);
            rounds += 1;
        }
    }
    assert!(rounds >= 30, "{rounds}");
}

mod in_utf16 {
    use super::{corpus, fs, utf16};

    fn goes_round(name: &str) {
        utf16::goes_round(&fs::read_to_string(corpus::file(&format!("xml/{name}"))).unwrap(), "manifest.xml");
    }

    each! {
        goes_round;
        non_ascii: "r3dlex__microsoft-outlook-addin-quill__manifests_manifest.xml",
        tabs_and_single_quotes: "OfficeDev__Office-Add-in-samples__excel-auth-on-doc-load_manifest@b2a532b.xml",
        with_markup: "OfficeDev__Office-Addin-TaskPane-SSO-JS__manifest.excel.xml",
        mail_1_0: "OfficeDev__Office-Add-in-samples__hello-world_outlook-hello-world_manifest.xml",
    }
}
