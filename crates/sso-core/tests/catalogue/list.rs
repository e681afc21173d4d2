//! The list of codes, as committed: a line an entry of the page, with chapter, entry and codes between tabs.

use std::collections::BTreeSet;

use sso_core::catalogue::{Index, entries};

const LIST: &str = include_str!("codes.txt");

pub struct Row {
    pub chapter: u32,
    /// As the page writes it.
    pub entry: &'static str,
    pub codes: Vec<&'static str>,
}

pub fn rows() -> Vec<Row> {
    let rows = LIST.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let parts: Vec<_> = line.split('\t').collect();
        let [chapter, entry, codes] = parts[..] else { panic!("not three parts: {line}") };
        Row { chapter: chapter.parse().unwrap(), entry, codes: codes.split(' ').collect() }
    });
    rows.collect()
}

/// What one has and the other has not, either way.
pub fn differences(listed: &BTreeSet<&str>, held: &BTreeSet<&str>) -> Vec<String> {
    let missing = listed.difference(held).map(|code| format!("{code} is missing"));
    let more = held.difference(listed).map(|code| format!("{code} is one too many"));
    missing.chain(more).collect()
}

#[test]
fn the_catalogue_holds_every_code_and_no_other() {
    let rows = rows();
    let listed: BTreeSet<&str> = rows.iter().flat_map(|row| row.codes.iter().copied()).collect();
    let entries = entries();
    let held: BTreeSet<&str> = entries.iter().flat_map(|entry| entry.codes.iter().map(String::as_str)).collect();
    assert_eq!(differences(&listed, &held), [""; 0]);
    assert!(held.len() > 250, "{}", held.len());

    // The comparison sees either way what is wrong.
    let without: BTreeSet<_> = held.iter().copied().filter(|code| *code != "AADSTS65001").collect();
    assert_eq!(differences(&listed, &without), ["AADSTS65001 is missing"]);
    assert_eq!(differences(&without, &held), ["AADSTS65001 is one too many"]);
}

/// What only a person can tell from words: there is no code in it, and no text that is always the same.
const SYMPTOMS: [&str; 9] = [
    "manifest-too-large",
    "audience-not-changeable",
    "manifest-client-id-pattern",
    "add-in-not-listed",
    "admin-consent-repeated",
    "marketplace-rejection",
    "token-replaced-on-the-way",
    "manifest-upload-property",
    "sign-in-page-in-frame",
];

#[test]
fn the_words_of_the_page_are_found_in_a_text() {
    let index = Index::new();
    for row in rows() {
        // Numbers stand alone there, which is no text.
        let text = if row.chapter <= 2 { row.codes.join(", ") } else { row.entry.replace(" / ", ", AADSTS") };
        let text = if row.chapter > 6 { row.entry.to_owned() } else { text };
        let found: BTreeSet<String> = index.codes_in(&text).into_iter().map(|found| found.code).collect();
        for code in &row.codes {
            let is_word =
                row.chapter == 7 && code.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
            assert!(is_word || SYMPTOMS.contains(code) || found.contains(*code), "{code} in {text}: {found:?}");
        }
    }
}
