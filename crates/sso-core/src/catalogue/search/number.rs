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
    if (of_office && named) || (is_sign_on && (named || is_about_an_error(words, at))) {
        return vec![number.to_owned()];
    }
    if of_entra && named && number.len() >= 5 { vec![entra] } else { Vec::new() }
}

/// A version, a port, a time, an issue's number, a piece of a GUID.
fn is_part_of_more(words: &Words<'_>, at: usize) -> bool {
    let before = words.gap_before(at);
    let after = words.gap_after(at);
    let (previous, _) = words.get(at.wrapping_sub(1));
    let is_port = before == ":" && label::of(words, at).is_none();
    let continues = matches!(after, "." | ":" | "-" | "/") && words.get(at + 1).0.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !matches!(after, ":") // `13007:name` names it
        || matches!(after, "%" | "ms");
    is_port
        || before.ends_with('#')
        || (matches!(before, "." | "-" | "/") && previous.ends_with(|c: char| c.is_ascii_alphanumeric()))
        || continues
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
    let is_about = |place: usize| ABOUT.contains(&words.get(place).0.to_ascii_lowercase().as_str());
    let before = (at.saturating_sub(AROUND)..at).rev().take_while(|place| !words.gap_before(place + 1).contains('\n'));
    let after = (at + 1..words.len().min(at + AROUND)).take_while(|place| !words.gap_before(*place).contains('\n'));
    before.chain(after).any(is_about)
}

fn is_followed_by_its_words(words: &Words<'_>, at: usize) -> bool {
    let next = |offset: usize| words.get(at + offset).0.to_ascii_lowercase();
    matches!(
        (words.get(at).0, next(1).as_str(), next(2).as_str()),
        ("429", "too", "many") | ("503", "service", "unavailable") | ("504", "gateway", _) | ("509", "bandwidth", _)
    )
}
