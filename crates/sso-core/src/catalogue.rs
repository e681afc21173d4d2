//! The catalogue of errors: what a code means, why it comes in an Office add-in, what to do.
//!
//! Data in `catalogue/*.toml`, one file a family, compiled in and read when asked for. For diagnosis only: Microsoft warns
//! that numbers and texts change. What its sources do not settle is worded with "may".

mod reference;
mod search;
mod source;

use std::fmt;

use serde::Deserialize;

pub use reference::reference_markdown;
pub use search::{Found, Index};
pub(crate) use search::{is_around_another, rank};
pub use source::Reference;

use crate::Severity;

/// Who gives the code. Of two families the same number means two things: Office's 50001 is not AADSTS50001.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Family {
    #[default]
    Entra,
    Registration,
    Manifest,
    Graph,
    Msal,
    Dialog,
    Office,
}

/// A file, and its chapter of `docs/errors.md`.
struct Chapter {
    family: Family,
    title: &'static str,
    text: &'static str,
}

macro_rules! chapters {
    ($($family:ident, $title:literal, $file:literal;)*) => {
        &[$(Chapter { family: Family::$family, title: $title, text: include_str!(concat!("catalogue/", $file, ".toml")) },)*]
    };
}

const CHAPTERS: &[Chapter] = chapters! {
    Office, "Office.js", "office";
    Dialog, "Dialog API", "dialog";
    Entra, "Entra: registration, addresses, tenant", "entra-app";
    Entra, "Entra: credentials, codes and PKCE", "entra-credential";
    Entra, "Entra: On-Behalf-Of, scopes, consent", "entra-consent";
    Entra, "Entra: Conditional Access, devices and risk", "entra-conditional-access";
    Entra, "Entra: account, tenant, session", "entra-user";
    Graph, "Microsoft Graph at run time", "graph";
    Registration, "Editing a registration", "registration";
    Manifest, "Manifest, upload and loading", "manifest";
    Msal, "Nested app authentication and MSAL", "msal";
};

/// What one or several codes mean.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    #[serde(skip)]
    pub family: Family,
    /// As their senders write them, and kebab-case where a sender has words only. No code is in two entries.
    pub codes: Vec<String>,
    /// Texts by which it is told where no code comes along; `…` stands for anything in between.
    #[serde(default)]
    pub said: Vec<String>,
    /// One sentence.
    pub meaning: String,
    /// Sentences: the likely cause in an Office add-in.
    pub cause: String,
    /// One step a line, without a full stop.
    pub fix: Vec<String>,
    #[serde(default = "error")]
    pub severity: Severity,
    /// Neither registration nor manifest nor code bring it about: it is the user's, the device's, the tenant's policy or the
    /// service.
    #[serde(default)]
    pub not_your_fault: bool,
    /// Where the facts are from.
    pub source: Vec<Reference>,
    /// The page to read on, where it is not the first of the sources that has one.
    #[serde(default)]
    reference: Option<Reference>,
}

fn error() -> Severity {
    Severity::Error
}

impl Entry {
    /// The first of its codes.
    pub fn code(&self) -> &str {
        self.codes.first().map_or("", String::as_str)
    }

    /// The page of documentation to read on; for a number of Entra's that no page explains, the one that explains any.
    pub fn reference(&self) -> String {
        let pages = self.reference.iter().chain(&self.source);
        let page = pages.map(|page| page.address()).find(|address| !address.is_empty());
        page.map_or_else(|| online(self.code().trim_start_matches(AADSTS)), str::to_owned)
    }

    /// Meaning and cause, for where there is no room for more.
    pub fn sentences(&self) -> String {
        format!("{} {}", self.meaning, self.cause)
    }

    /// All steps in one line, without a full stop.
    pub fn hint(&self) -> String {
        self.fix.join("; ")
    }
}

/// Where Entra explains any of its numbers.
pub fn online(number: impl fmt::Display) -> String {
    format!("https://login.microsoftonline.com/error?code={number}")
}

/// All entries, in the order of the files.
pub fn entries() -> Vec<Entry> {
    CHAPTERS.iter().flat_map(entries_of).collect()
}

fn entries_of(chapter: &Chapter) -> impl Iterator<Item = Entry> {
    blocks(chapter.text).filter_map(|block| read(chapter, block))
}

/// By the code as its sender writes it, exactly: 500133 is not 50013. `None` for one that is not known.
pub fn entry(code: &str) -> Option<Entry> {
    // Only the entry itself is taken apart: many ask for one.
    let quoted = format!("\"{code}\"");
    CHAPTERS.iter().find_map(|chapter| {
        let block =
            blocks(chapter.text).find(|block| block.lines().next().is_some_and(|codes| codes.contains(&quoted)))?;
        read(chapter, block)
    })
}

/// By the number behind `AADSTS`. `None` for a number that is not known.
pub fn aadsts(number: u32) -> Option<Entry> {
    entry(&format!("{AADSTS}{number}"))
}

const AADSTS: &str = "AADSTS";

/// The codes of each stand in its first line; a test sees to it.
fn blocks(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split("[[entry]]\n").skip(1)
}

/// The files are part of the program; a test reads them, so that an unreadable one never gets this far.
fn read(chapter: &Chapter, block: &str) -> Option<Entry> {
    let entry: Entry = toml::from_str(block).ok()?;
    Some(Entry { family: chapter.family, ..entry })
}

/// The first `AADSTS` number of a text, with all its digits; Entra begins its descriptions with it.
pub fn aadsts_in(text: &str) -> Option<u32> {
    text.match_indices(AADSTS).find_map(|(at, prefix)| {
        let digits: String = text[at + prefix.len()..].chars().take_while(char::is_ascii_digit).collect();
        (4..=8).contains(&digits.len()).then(|| digits.parse().ok()).flatten()
    })
}

/// What is said wherever Entra refused with this number: its name, what it means and why it comes, what to do. A number that
/// is not known is said to be unknown, after `said`, the words that came with it.
pub fn explained(number: u32, said: &str) -> Explained {
    let code = format!("{AADSTS}{number}");
    match aadsts(number) {
        Some(entry) => Explained { code, message: entry.sentences(), hint: entry.hint() },
        None => Explained {
            code,
            message: said.to_owned(),
            hint: format!("this number is not in Hallpass's catalogue; {} explains it", online(number)),
        },
    }
}

/// An error's code, message and hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    pub code: String,
    pub message: String,
    pub hint: String,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_files_are_read_whole() {
        let all = entries();
        let written: usize = CHAPTERS.iter().map(|chapter| chapter.text.matches("[[entry]]").count()).sum();
        assert_eq!(all.len(), written, "an entry cannot be read");
        let mut seen = BTreeSet::new();
        for entry in &all {
            assert!(!entry.codes.is_empty(), "an entry without a code: {}", entry.meaning);
            for code in &entry.codes {
                assert!(seen.insert(code.clone()), "{code} stands twice");
                assert_eq!(self::entry(code).as_ref(), Some(entry), "{code} is not found by itself");
                assert_eq!(code.starts_with(AADSTS), entry.family == Family::Entra, "{code} is in the wrong file");
            }
        }
    }

    #[test]
    fn words_keep_to_the_style() {
        for entry in entries() {
            let code = entry.code();
            for sentence in [&entry.meaning, &entry.cause] {
                assert!(sentence.ends_with('.') && sentence.len() > 12, "{code}: no sentence: {sentence}");
            }
            assert!(!entry.meaning.trim_end_matches('.').contains(". "), "{code}: the meaning is one sentence");
            assert!(!entry.fix.is_empty(), "{code}: nothing to do");
            for step in &entry.fix {
                assert!(!step.ends_with('.') && step.len() > 8, "{code}: a step has no full stop: {step}");
                assert!(step.starts_with(|c: char| !c.is_lowercase()), "{code}: {step}");
            }
            let words = format!("{} {}", entry.sentences(), entry.hint());
            for word in ["please", "oops", "successfully", " invalid ", "!", "UNVERIFIED", "\n", "|"] {
                assert!(!words.contains(word), "{code}: {word}");
            }
            assert!(!entry.source.is_empty(), "{code}: from where?");
            let reference = entry.reference();
            assert!(reference.starts_with("https://") && !reference.ends_with("code="), "{code}: {reference}");
            let is_numbered = !entry.reference().contains("error?code=") || code.starts_with(AADSTS);
            assert!(is_numbered, "{code}: name a page to read on");
            if entry.source.contains(&Reference::Experience) {
                assert!(entry.cause.contains(" may "), "{code}: nobody has confirmed it");
            }
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
        assert_eq!((aadsts(1), entry("50013"), entry("AADSTS5001")), (None, None, None));
        assert_ne!(entry("50001"), entry("AADSTS50001"));
    }

    #[test]
    fn what_is_not_known_is_said_to_be_unknown() {
        let unknown = explained(1_234_567, "invalid_request: something new");
        assert_eq!(
            (unknown.code.as_str(), unknown.message.as_str()),
            ("AADSTS1234567", "invalid_request: something new")
        );
        assert!(unknown.hint.contains("not in Hallpass's catalogue") && unknown.hint.contains("error?code=1234567"));
        let known = explained(65001, "ignored");
        assert!(known.message.starts_with("The user or an administrator has not consented"), "{}", known.message);
    }
}
