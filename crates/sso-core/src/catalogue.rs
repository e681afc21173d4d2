//! The catalogue of errors: what a code means, why it comes in an Office add-in, what to do.
//!
//! Data in `catalogue/*.toml`, compiled in and read when asked for. For diagnosis only: Microsoft warns that numbers
//! and texts change.

use serde::{Deserialize, Serialize};

const AADSTS: &str = include_str!("catalogue/aadsts.toml");

/// One of Entra's error numbers as an add-in meets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub number: u32,
    /// One sentence.
    pub meaning: String,
    /// One sentence: the likely cause in an Office add-in.
    pub cause: String,
    /// Steps, one sentence each.
    pub fix: Vec<String>,
    /// Where the fact is from.
    pub source: String,
}

impl Entry {
    /// As Entra writes it.
    pub fn code(&self) -> String {
        format!("AADSTS{}", self.number)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    entry: Vec<Entry>,
}

/// All entries, as the file has them.
pub fn entries() -> Vec<Entry> {
    // The file is part of the program; a test reads it, so that an unreadable one never gets this far.
    toml::from_str::<File>(AADSTS).map(|file| file.entry).unwrap_or_default()
}

/// By number, exactly: 500133 is not 50013. `None` for a number that is not known.
pub fn aadsts(number: u32) -> Option<Entry> {
    entries().into_iter().find(|entry| entry.number == number)
}

/// The first `AADSTS` number of a text, with all its digits; Entra begins its descriptions with it.
pub fn aadsts_in(text: &str) -> Option<u32> {
    text.match_indices("AADSTS").find_map(|(at, prefix)| {
        let digits: String = text[at + prefix.len()..].chars().take_while(char::is_ascii_digit).collect();
        (4..=8).contains(&digits.len()).then(|| digits.parse().ok()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_file_is_read_whole() {
        let file: File = toml::from_str(AADSTS).unwrap();
        assert_eq!(file.entry.len(), AADSTS.matches("[[entry]]").count());
        let numbers: BTreeSet<_> = file.entry.iter().map(|entry| entry.number).collect();
        assert_eq!(numbers.len(), file.entry.len(), "a number stands twice");
        for entry in file.entry {
            for sentence in [&entry.meaning, &entry.cause].into_iter().chain(&entry.fix) {
                assert!(sentence.ends_with(['.', '…']), "{}: no sentence: {sentence}", entry.number);
            }
            assert!(!entry.fix.is_empty(), "{}: nothing to do", entry.number);
        }
    }

    #[test]
    fn a_longer_number_is_another_one() {
        for (text, number) in [
            ("AADSTS500133: Assertion is not within its valid time range.", Some(500_133)),
            ("AADSTS50013: Assertion failed signature validation.", Some(50013)),
            ("AADSTS7000215: Invalid client secret provided.", Some(7_000_215)),
            ("error AADSTS: none, then AADSTS65001: The user or administrator", Some(65001)),
            ("no code here", None),
        ] {
            assert_eq!(aadsts_in(text), number, "{text}");
        }
        assert_ne!(aadsts(500_133), aadsts(50013));
        assert_eq!(aadsts(1), None);
    }
}
