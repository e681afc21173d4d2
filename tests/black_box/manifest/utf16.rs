//! A manifest in UTF-16 is read, shown and written as one in UTF-8 is, and stays what it is.

use std::fs;

use hallpass_tests::bytes::{as_utf16, of_utf16};
use hallpass_tests::corpus::fixture;
use hallpass_tests::home::Home;

use crate::edit;

/// The same edit of the same text in both encodings gives the same text and the same difference.
#[track_caller]
pub fn goes_round(text: &str, name: &str) {
    let declared = |text: &str| text.replacen("UTF-16", "UTF-8", 1).replacen("utf-16", "utf-8", 1);
    for big_endian in [false, true] {
        let original = as_utf16(text, big_endian);
        let (wide, narrow) = (Home::new(), Home::new());
        let file = wide.write(name, &original);
        let twin = narrow.write(name, text.trim_start_matches('\u{feff}').as_bytes());
        let shown = edit::apply(&wide, name.as_ref()).run().expect_code(0);
        let run = edit::apply(&wide, name.as_ref()).args(["--write"]).run().expect_code(0);
        edit::apply(&narrow, name.as_ref()).args(["--write"]).run().expect_code(0);
        let after = fs::read(&file).unwrap();
        assert!(after[..2] == original[..2], "the byte order mark changed");
        assert_eq!(declared(&of_utf16(&after).expect("still UTF-16")), fs::read_to_string(&twin).unwrap());
        assert!(run.stdout.contains("\n+") && !run.stdout.contains('\0') && shown.stdout == run.stdout, "{run}");
        assert!(!run.stdout.contains('\u{fffd}'), "the difference is unreadable: {run}");

        edit::apply(&wide, name.as_ref()).args(["--write"]).run().expect_code(0);
        assert!(fs::read(&file).unwrap() == after, "applying again changed the file");
        let check = |home: &Home| {
            let run = home.hallpass(["manifest", "check", "--format", "json", name]).run();
            (run.code, run.json())
        };
        assert_eq!(check(&wide), check(&narrow), "findings and places differ");
        wide.hallpass(["manifest", "undo", name]).run().expect_code(0);
        assert!(fs::read(&file).unwrap() == original, "undo did not bring back the original");
    }
}

fn fixture_goes_round(name: &str) {
    let text = fs::read_to_string(fixture(&format!("manifest/{name}"))).unwrap();
    goes_round(&text, name);
}

each! {
    fixture_goes_round;
    taskpane: "taskpane.xml",
    mail: "mail-nested.xml",
    mail_crlf_with_a_prefix: "mail-nested-prefixed-crlf.xml",
    mail_1_0: "mail-v1-0-alone.xml",
    content: "content-without-overrides.xml",
    with_mistakes: "taskpane-with-mistakes.xml",
}

#[test]
fn is_picked_in_a_folder() {
    let home = Home::new();
    let text = fs::read_to_string(fixture("manifest/taskpane.xml")).unwrap();
    home.write("app/manifest.xml", &as_utf16(&text, false));
    home.hallpass(["manifest", "check", "app"]).run().expect_code(0);
    home.hallpass(["manifest", "show", "app/manifest.xml"]).run().expect_code(0);
}
