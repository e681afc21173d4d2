//! What is said of the manifests with the markup, each line read against its manifest.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;

use super::{File, files, folder};

/// The files that the corpus's own list calls manifests with the markup.
fn with_markup() -> HashSet<String> {
    let index = fs::read_to_string(folder().join("INDEX.md")).unwrap();
    let rows = index.lines().map(|line| line.split('|').collect::<Vec<_>>());
    rows.filter(|row| row.len() > 6 && row[6] == "yes").map(|row| row[1].to_owned()).collect()
}

fn told(files: &[File]) -> String {
    let mut text = String::new();
    for file in files {
        writeln!(text, "{}", file.name).unwrap();
        for finding in &file.findings {
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
    insta::assert_snapshot!(told(&files));
}

#[test]
fn of_json_with_the_markup() {
    let named = with_markup();
    let files = files("json").into_iter().filter(|file| named.contains(&file.name)).collect::<Vec<_>>();
    assert_eq!(files.len(), 29);
    insta::assert_snapshot!(told(&files));
}
