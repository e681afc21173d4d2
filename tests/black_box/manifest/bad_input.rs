//! Whatever a file holds: a finding, a refusal, or that nothing could be checked. Never a panic, never a byte changed.

use std::fs;

use hallpass_tests::bytes;
use hallpass_tests::corpus::fixture;
use hallpass_tests::home::Home;
use hallpass_tests::program::Ended;

use crate::edit::CLIENT_ID;

const FACTS: [&str; 4] = ["--domain", "localhost:3000", "--client-id", CLIENT_ID];

#[track_caller]
fn ended_well(run: Ended) -> Ended {
    assert!(!run.stderr.contains("panicked") && run.code.is_some_and(|code| code <= 3), "{run}");
    run
}

/// Every command on this file: a finding and exit 1, or exit 3; the bytes stay.
#[track_caller]
fn is_told(name: &str, content: &[u8]) {
    let home = Home::new();
    let file = home.write(name, content);
    let run = ended_well(home.hallpass(["manifest", "check", "--format", "json", name]).run()).expect_code(1);
    assert!(!run.json()["files"][0]["findings"].as_array().unwrap().is_empty(), "{run}");
    let fix = ended_well(home.hallpass(["manifest", "check", "--fix", "--write", name]).run()).expect_code(1);
    assert_eq!(fix.stdout, "", "{fix}");
    for command in [&["apply", "--write"][..], &["remove", "--write"], &["undo"], &["show"]] {
        let facts: &[&str] = if command[0] == "apply" { &FACTS } else { &[] };
        let run = ended_well(home.hallpass(["manifest"]).args(command).args([name]).args(facts).run());
        assert!(command[0] == "show" || run.code == Some(1), "{run}");
    }
    assert!(fs::read(file).unwrap() == content, "the file was written");
}

#[test]
fn what_is_no_manifest() {
    let xml = fs::read(fixture("manifest/taskpane.xml")).unwrap();
    let text = String::from_utf8(xml.clone()).unwrap();
    let mut odd = bytes::as_utf16(&text, false);
    odd.truncate(odd.len() - 3);
    let deep = "<a>".repeat(10_000);
    let entities = "<!DOCTYPE OfficeApp [<!ENTITY a \"&b;&b;\"><!ENTITY b \"&a;&a;\">]><OfficeApp>&a;</OfficeApp>";
    for content in [
        &b""[..],
        b" \r\n",
        b"\x7fELF\x02\x01\x01\0\0\0\xff\xfe",
        b"PK\x03\x04\x14\0",
        b"\xff\xfe",
        b"\xff\xfe\0\xd8",
        b"\xff\xfe\0\0<\0\0\0",
        b"\0",
        b"{",
        b"[]",
        b"null",
        b"{\"manifestVersion\": }",
        &odd,
        deep.as_bytes(),
        entities.as_bytes(),
        &xml[..xml.len() / 2],
    ] {
        is_told("manifest.xml", content);
    }
}

#[test]
fn a_folder_or_nothing_where_a_file_is_wanted() {
    let home = Home::new();
    home.write("folder/readme.md", b"");
    for name in ["folder", "missing.xml"] {
        for command in [&["apply"][..], &["remove"], &["undo"], &["show"], &["check"]] {
            let facts: &[&str] = if command[0] == "apply" { &FACTS } else { &[] };
            let run = ended_well(home.hallpass(["manifest"]).args(command).args([name]).args(facts).run());
            assert_eq!(run.code, Some(3), "{run}");
            assert!(run.stderr.contains(name), "{run}");
        }
    }
}

#[test]
fn what_is_too_large() {
    let home = Home::new();
    let large = home.write("large/manifest.xml", b"<OfficeApp>");
    fs::File::options().write(true).open(&large).unwrap().set_len(100_000_001).unwrap();
    let other = home.write("large/data.json", b"[0]");
    fs::File::options().write(true).open(other).unwrap().set_len(100_000_001).unwrap();
    for path in ["large/manifest.xml", "large"] {
        let run = ended_well(home.hallpass(["manifest", "check", "--format", "json", path]).run()).expect_code(3);
        let answer = run.json();
        let files = answer["files"].as_array().unwrap();
        assert_eq!(files.len(), 1, "what does not look like a manifest is passed over: {run}");
        assert_eq!(files[0]["error"]["code"], "file-too-large", "{run}");
    }
    for command in ["show", "remove"] {
        home.hallpass(["manifest", command, "large/manifest.xml"]).run().expect_code(3);
    }
}

/// Cut off behind each of its bytes: all of them in one go, and each command on some.
fn is_cut_off_everywhere(name: &str) {
    let whole = fs::read(fixture(&format!("manifest/{name}"))).unwrap();
    let home = Home::new();
    let ending = name.rsplit('.').next().unwrap();
    for length in 0..whole.len() {
        home.write(format!("cut/{length:05}.{ending}"), &whole[..length]);
    }
    // Those that are left with too little to look like a manifest are passed over in a folder.
    let run = ended_well(home.hallpass(["manifest", "check", "--format", "json", "cut"]).run()).expect_code(1);
    let answer = run.json();
    for file in answer["files"].as_array().unwrap() {
        let findings = file["findings"].as_array().unwrap();
        let end = whole.trim_ascii_end().len();
        let length: usize = file["file"].as_str().unwrap()[4..9].parse().unwrap();
        assert!(length >= end || findings.iter().any(|finding| finding["severity"] == "error"), "{file}");
    }
    for length in (0..whole.trim_ascii_end().len()).step_by(whole.len() / 4) {
        is_told(&format!("cut.{ending}"), &whole[..length]);
    }
}

each! {
    is_cut_off_everywhere;
    taskpane_cut_off: "taskpane.xml",
    mail_cut_off: "mail-nested-with-markup.xml",
    mail_with_a_prefix_cut_off: "mail-nested-prefixed-crlf.xml",
    with_a_byte_order_mark_cut_off: "taskpane-with-markup-bom-crlf.xml",
    unified_cut_off: "unified.json",
}
