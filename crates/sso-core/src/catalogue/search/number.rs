//! Which codes a number may be that has no name before it.

use super::super::{AADSTS, Family};
use super::label::{self, Label};
use super::word::Words;

/// As many words on both sides tell whether a line is about an error.
const AROUND: usize = 12;

pub fn codes(words: &Words<'_>, at: usize, is_bare: bool, family: impl Fn(&str) -> Option<Family>) -> Vec<String> {
    let (number, _) = words.get(at);
    if is_part_of_more(words, at) {
        return Vec::new();
    }
    let label = label::of(words, at);
    let entra = format!("{AADSTS}{number}");
    let of_office = matches!(family(number), Some(Family::Office | Family::Dialog));
    let of_entra = family(&entra).is_some();
    let is_sign_on = number.len() == 5 && number.starts_with("13");
    if family(number) == Some(Family::Graph) {
        let is_status = matches!(label, Some(Label::Status | Label::Code)) || is_followed_by_its_words(words, at);
        return if is_status { vec![number.to_owned()] } else { Vec::new() };
    }
    if label == Some(Label::OfEntra) {
        return if (4..=8).contains(&number.len()) { vec![entra] } else { Vec::new() };
    }
    if is_bare {
        return match (of_entra, of_office) {
            (true, true) => vec![entra, number.to_owned()],
            (true, false) => vec![entra],
            (false, _) if (4..=8).contains(&number.len()) => vec![number.to_owned()],
            _ => Vec::new(),
        };
    }
    let named = label == Some(Label::Code);
    let is_told = is_about_an_error(words, at);
    let of_dialog = family(number) == Some(Family::Dialog) && is_told && is_about_a_dialog(words, at);
    if (of_office && named) || of_dialog || (is_sign_on && (named || is_told)) {
        return vec![number.to_owned()];
    }
    if of_entra && named && number.len() >= 5 { vec![entra] } else { Vec::new() }
}

/// What is counted, and is no code.
const UNITS: [&str; 14] =
    ["ms", "msec", "milliseconds", "s", "sec", "seconds", "items", "rows", "lines", "bytes", "kb", "mb", "px", "users"];

/// A version, a port, a time, an issue's number, a piece of a GUID.
fn is_part_of_more(words: &Words<'_>, at: usize) -> bool {
    let before = words.gap_before(at);
    let after = words.gap_after(at);
    let (previous, _) = words.get(at.wrapping_sub(1));
    let is_port = before == ":" && label::of(words, at).is_none();
    let (next, _) = words.get(at + 1);
    // A colon does not: `13007:name` says what the code is called.
    let continues = matches!(after, "." | "-" | "/") && next.starts_with(|c: char| c.is_ascii_alphanumeric());
    let is_measured =
        matches!(after, " " | "%" | " %") && (after != " " || UNITS.contains(&next.to_ascii_lowercase().as_str()));
    is_port
        || before.ends_with('#')
        || (matches!(before, "." | "-" | "/") && previous.ends_with(|c: char| c.is_ascii_alphanumeric()))
        || continues
        || is_measured
}

fn is_about_an_error(words: &Words<'_>, at: usize) -> bool {
    const ABOUT: [&str; 12] = [
        "error",
        "errors",
        "code",
        "codes",
        "exception",
        "failed",
        "fails",
        "getaccesstoken",
        "sso",
        "returned",
        "returns",
        "rejected",
    ];
    line_has(words, at, &ABOUT)
}

fn is_about_a_dialog(words: &Words<'_>, at: usize) -> bool {
    line_has(words, at, &["dialog", "dialogs", "displaydialogasync", "dialogeventreceived"])
}

/// One of these words, near on the same line.
fn line_has(words: &Words<'_>, at: usize, wanted: &[&str]) -> bool {
    let is_wanted = |place: usize| wanted.contains(&words.get(place).0.to_ascii_lowercase().as_str());
    let before = (at.saturating_sub(AROUND)..at).rev().take_while(|place| !words.gap_before(place + 1).contains('\n'));
    let after = (at + 1..words.len().min(at + AROUND)).take_while(|place| !words.gap_before(*place).contains('\n'));
    before.chain(after).any(is_wanted)
}

fn is_followed_by_its_words(words: &Words<'_>, at: usize) -> bool {
    let next = |offset: usize| words.get(at + offset).0.to_ascii_lowercase();
    matches!(
        (words.get(at).0, next(1).as_str(), next(2).as_str()),
        ("429", "too", "many") | ("503", "service", "unavailable") | ("504", "gateway", _) | ("509", "bandwidth", _)
    )
}
