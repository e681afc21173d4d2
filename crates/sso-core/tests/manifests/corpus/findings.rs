//! What is said of the manifests with the markup, each line read against its manifest.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;

use sso_core::Severity;

use super::{File, files, folder};

/// The files that the corpus's own list calls manifests with the markup.
fn with_markup() -> HashSet<String> {
    let index = fs::read_to_string(folder().join("INDEX.md")).unwrap();
    let rows = index.lines().map(|line| line.split('|').collect::<Vec<_>>());
    rows.filter(|row| row.len() > 6 && row[6] == "yes").map(|row| row[1].to_owned()).collect()
}

fn told(files: &[File], least: Severity) -> String {
    let mut text = String::new();
    for file in files {
        writeln!(text, "{}", file.name).unwrap();
        for finding in file.findings.iter().filter(|finding| finding.severity <= least) {
            let place = &finding.evidence[0].place;
            let (line, column) = (place.line.unwrap_or(0), place.column.unwrap_or(0));
            let (severity, code, title) = (finding.severity, finding.code, &finding.title);
            writeln!(text, "  {severity} {code} {line}:{column} {title}").unwrap();
        }
    }
    text
}

#[test]
fn of_xml_with_the_markup() {
    let named = with_markup();
    let files = files("xml").into_iter().filter(|file| named.contains(&file.name)).collect::<Vec<_>>();
    assert_eq!(files.len(), 50);
    insta::assert_snapshot!(told(&files, Severity::Info));
}

#[test]
fn of_json_with_the_markup() {
    let named = with_markup();
    let files = files("json").into_iter().filter(|file| named.contains(&file.name)).collect::<Vec<_>>();
    assert_eq!(files.len(), 29);
    insta::assert_snapshot!(told(&files, Severity::Info));
}

/// Of the others the errors and warnings: an add-in without single sign-on is told of what would be in its way, and of
/// nothing that is right.
#[test]
fn of_files_without_the_markup() {
    let named = with_markup();
    let found = files("xml").into_iter().chain(files("json")).filter(|file| !named.contains(&file.name));
    let found = found.filter(|file| file.findings.iter().any(|finding| finding.severity < Severity::Info));
    insta::assert_snapshot!(told(&found.collect::<Vec<_>>(), Severity::Warning));
}
