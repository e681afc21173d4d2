//! Codes with what speaks for each, each once.

use addin_manifest::LineIndex;

use super::Diagnosis;
use super::answer::Answer;
use super::mask::shown_sentence;
use super::page_word::SAID;
use super::word::Word;
use crate::catalogue::{self, Family, Found, Index, rank};
use crate::{Evidence, Place, Source};

/// As many places of one code are shown.
const PLACES: usize = 5;
/// As many codes are kept.
const CODES: usize = 100;

#[derive(Debug)]
struct Clue {
    code: String,
    family: Option<Family>,
    evidence: Vec<Evidence>,
    /// An answer says it in its own place; where the text has it again, it says no more.
    is_answered: bool,
}

/// In the order in which they were added.
#[derive(Debug, Default)]
pub struct Clues(Vec<Clue>);

impl Clues {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What an answer names, and with the first the sentence that came with it.
    pub fn add_answer(&mut self, answer: &Answer, index: &Index) {
        let mut said = answer.said.as_ref();
        for code in &answer.codes {
            let (path, text) = said.take().map_or(("code", code.clone()), |(path, text)| (*path, text.clone()));
            let place = Place { path: Some(path.to_owned()), ..Place::default() };
            self.add(code, index.family(code), Evidence { source: answer.source, place, text }, true);
        }
    }

    /// What stands anywhere in the text.
    pub fn add_found(&mut self, text: &str, lines: &LineIndex<'_>, found: Vec<Found>) {
        for Found { code, family, span } in found {
            if self.is_full(&code) {
                continue;
            }
            let at = lines.line_column(span.start);
            let place = Place { path: None, line: Some(at.line), column: Some(at.column) };
            // Entra's sentence follows its number.
            let has_sentence =
                family == Some(Family::Entra) && text.get(span.end..).is_some_and(|rest| rest.starts_with(':'));
            let text = match has_sentence {
                true => shown_sentence(text, span.start),
                false => text.get(span).unwrap_or_default().to_owned(),
            };
            self.add(&code, family, Evidence { source: Source::Text, place, text }, false);
        }
    }

    /// The words of the standards, for a text that has no code: they say little.
    pub fn add_words(&mut self, text: &str) {
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        // One without a hyphen below is a word of every day, unless nothing else was given.
        let alone = text.trim().trim_end_matches([':', '.']);
        let words = words.filter(|word| word.contains('_')).filter_map(Word::of).map(|word| word.name);
        let said = SAID.iter().filter(|(said, _)| text.contains(said)).map(|(_, name)| *name);
        for name in words.chain(said).chain(is_word(alone).then_some(alone)) {
            let evidence = Evidence { source: Source::Text, place: Place::default(), text: name.to_owned() };
            self.add(name, None, evidence, true);
        }
    }

    /// One of them is a word of the standards.
    pub fn are_of_standards(&self) -> bool {
        self.0.iter().any(|clue| Word::of(&clue.code).is_some_and(Word::is_of_standards))
    }

    /// Nothing would be added.
    fn is_full(&self, code: &str) -> bool {
        match self.0.iter().find(|clue| clue.code == code) {
            Some(clue) => clue.is_answered || clue.evidence.len() >= PLACES,
            None => self.0.len() >= CODES,
        }
    }

    fn add(&mut self, code: &str, family: Option<Family>, evidence: Evidence, is_answered: bool) {
        if self.is_full(code) && !is_answered {
            return;
        }
        match self.0.iter_mut().find(|clue| clue.code == code) {
            Some(clue) if clue.evidence.len() < PLACES && !clue.evidence.contains(&evidence) => {
                clue.evidence.push(evidence)
            }
            Some(_) => {}
            None => self.0.push(Clue { code: code.to_owned(), family, evidence: vec![evidence], is_answered }),
        }
    }

    /// What says most comes first; of what says as much, what was added first.
    pub fn into_diagnoses(mut self) -> Vec<Diagnosis> {
        self.0.sort_by_key(|clue| rank(&clue.code, clue.family));
        self.0.into_iter().map(diagnosis).collect()
    }
}

/// A code of the catalogue or a word, written as there.
pub fn is_word(text: &str) -> bool {
    Word::of(text).is_some() || catalogue::entry(text).is_some()
}

fn diagnosis(clue: Clue) -> Diagnosis {
    match (catalogue::entry(&clue.code), Word::of(&clue.code)) {
        (Some(entry), _) => Diagnosis::of_entry(&entry, &clue.code, clue.evidence),
        (None, Some(word)) => Diagnosis::of_word(word, clue.evidence),
        (None, None) => Diagnosis::unknown(&clue.code, clue.evidence),
    }
}
