//! What a pasted text says about a failure: a code alone, the token endpoint's answer, the address that a redirect ended
//! at, an error object of Office, Graph or MSAL, a log with several of them.
//!
//! A token, a manifest or a registration goes to the checks of its own. Of the text nothing is repeated but codes, words of
//! the standards, the sentence that came with the error, and the IDs by which an administrator finds it in a log; a token
//! or a secret in it never is. Which of several answers is the cause is told by what a code can say at all: weighing the
//! evidence behind them is not done here.

mod answer;
mod answers;
mod clue;
mod diagnosis;
mod first_party;
mod handed_on;
mod mask;
mod next;
mod page_word;
mod redirect;
mod trace;
mod word;

use addin_manifest::{LineIndex, Span, excerpt};
use serde::Serialize;

pub use diagnosis::Diagnosis;
pub use trace::in_text as traces_in;
pub(crate) use word::markdown as words_markdown;

use crate::Timestamp;
use crate::catalogue::{Index, is_around_another};
use answers::Answers;
use clue::Clues;

/// Bytes that are looked at; nothing that a person pastes has more.
pub const LIMIT: usize = 1 << 20;

/// As many diagnoses are made.
const MOST: usize = 20;

/// What a text was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recognised {
    /// A code, alone or in other text.
    Code,
    /// An answer of Entra, of its token endpoint or by a redirect, or MSAL's account of one.
    OauthError,
    OfficeError,
    GraphError,
    /// What it is about, as in a collection of cases: healthy unless something in it says otherwise.
    Evidence,
    Token,
    Manifest,
    Registration,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Diagnosed {
    /// The likeliest cause first. Empty where nothing is wrong with what was recognised.
    pub diagnoses: Vec<Diagnosis>,
    /// Empty where the text says nothing that is known here.
    pub recognised: Vec<Recognised>,
    /// Commands that tell more, each as a step.
    pub next: Vec<String>,
}

/// Judges what was pasted, in UTF-8 or UTF-16; what lies beyond [`LIMIT`] is not looked at. `now` decides whether a token
/// or a secret has expired.
pub fn diagnose(pasted: &[u8], now: Timestamp) -> Diagnosed {
    let bytes = pasted.get(..LIMIT).unwrap_or(pasted);
    let text = excerpt(bytes, Span::new(0, bytes.len()));
    if let Some(checked) = handed_on::checked(bytes, &text, now) {
        return checked;
    }
    let diagnosed = of_errors(&text);
    // A log has tokens in it, too: what it says of an error comes first.
    let token = if diagnosed.recognised.is_empty() { handed_on::token(&text, now) } else { None };
    token.unwrap_or(diagnosed)
}

/// The codes that a text consists of, if it is nothing else: what may be given as an argument.
pub fn is_code(text: &str) -> bool {
    const LONGEST: usize = 80;
    text.len() <= LONGEST && {
        let words = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
        let index = Index::new();
        let is_code =
            |word: &str| clue::is_word(word) || index.codes_in(word).iter().any(|found| found.span == (0..word.len()));
        // As it is copied out of a sentence.
        let mut found = words.map(|word| is_code(word.trim_end_matches([':', '.']))).peekable();
        found.peek().is_some() && found.all(|is_code| is_code)
    }
}

/// What to do about an `error` or `suberror` that came without a number, without a full stop.
pub fn step_for(word: &str) -> Option<&'static str> {
    word::Word::of(word).map(|word| word.fix)
}

/// No word of the text could be a token or a secret.
pub fn may_be_repeated(text: &str) -> bool {
    text.split_whitespace().all(mask::is_plain)
}

/// Whether something in the text could be a token or a secret: then nobody wants to see it longer than it takes.
pub fn may_hold_secret(text: &str) -> bool {
    text.lines().any(mask::hides)
}

fn of_errors(text: &str) -> Diagnosed {
    let index = Index::new();
    let Answers { answers, is_evidence } = Answers::of(text);
    let mut clues = Clues::default();
    let mut recognised: Vec<Recognised> = answers.iter().map(|answer| answer.recognised).collect();
    for answer in &answers {
        clues.add_answer(answer, &index);
    }
    let found = index.codes_in(text);
    if !found.is_empty() {
        recognised.push(Recognised::Code);
        clues.add_found(text, &LineIndex::new(text.as_bytes()), found);
    }
    if is_evidence {
        recognised.push(Recognised::Evidence);
    }
    if clues.is_empty() {
        clues.add_words(text);
        let what = if clues.are_of_standards() { Recognised::OauthError } else { Recognised::Code };
        recognised.extend((!clues.is_empty()).then_some(what));
    }
    recognised.sort_unstable();
    recognised.dedup();
    let mut diagnoses = clues.into_diagnoses();
    if diagnoses.iter().any(|diagnosis| diagnosis.code.starts_with("AADSTS")) {
        diagnoses.retain(|diagnosis| !is_around_another(&diagnosis.code));
    }
    diagnoses.truncate(MOST);
    diagnoses.iter_mut().for_each(first_party::name);
    trace::attach(&mut diagnoses, &answers, text);
    if let Some(answer) = answers.iter().find(|answer| answer.has_claims) {
        diagnosis::claims_first(&mut diagnoses, answer);
    }
    let next = next::checks(&diagnoses);
    Diagnosed { diagnoses, recognised, next }
}

#[cfg(test)]
mod tests;
