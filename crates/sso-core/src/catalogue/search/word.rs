//! The words of a text, with their places.

use std::ops::Range;

use super::super::AADSTS;

/// As many words a text may have that is nothing but codes.
const BARE: usize = 12;

/// Words that join codes and say nothing else.
const JOINING: [&str; 9] = ["and", "or", "error", "errors", "code", "codes", "office", "entra", "aadsts"];

pub struct Words<'a> {
    text: &'a str,
    spans: Vec<Range<usize>>,
}

impl<'a> Words<'a> {
    pub fn of(text: &'a str) -> Self {
        let mut spans = Vec::new();
        let mut start = None;
        for (at, byte) in text.bytes().enumerate() {
            match (byte.is_ascii_alphanumeric() || byte == b'_', start) {
                (true, None) => start = Some(at),
                (false, Some(begin)) => {
                    spans.push(begin..at);
                    start = None;
                }
                _ => {}
            }
        }
        spans.extend(start.map(|begin| begin..text.len()));
        Self { text, spans }
    }

    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// The word and its place; empty where there is none.
    pub fn get(&self, at: usize) -> (&'a str, Range<usize>) {
        let span = self.spans.get(at).cloned().unwrap_or(0..0);
        (self.text.get(span.clone()).unwrap_or_default(), span)
    }

    /// What stands between the word before and this one.
    pub fn gap_before(&self, at: usize) -> &'a str {
        let end = self.get(at).1.start;
        let begin = at.checked_sub(1).map_or(0, |before| self.get(before).1.end);
        self.text.get(begin..end).unwrap_or_default()
    }

    /// What stands between this word and the next.
    pub fn gap_after(&self, at: usize) -> &'a str {
        if at + 1 < self.len() {
            return self.gap_before(at + 1);
        }
        self.text.get(self.get(at).1.end..).unwrap_or_default()
    }

    /// The digits behind `AADSTS`, four to eight, and the place of both; in capital letters or not.
    pub fn aadsts(&self, at: usize) -> Option<(&'a str, Range<usize>)> {
        let (word, span) = self.get(at);
        let (prefix, rest) = word.split_at_checked(AADSTS.len())?;
        if !prefix.eq_ignore_ascii_case(AADSTS) {
            return None;
        }
        let (digits, span) = match rest {
            "" if matches!(self.gap_after(at), " " | "-" | "_" | ": ") => {
                let (next, place) = self.get(at + 1);
                (next, span.start..place.end)
            }
            _ => {
                let digits = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
                (digits, span.start..span.start + AADSTS.len() + digits.len())
            }
        };
        let is_number = (4..=8).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then_some((digits, span))
    }

    /// Whether the text is nothing but codes: a number, or several with little between them.
    pub fn is_bare(&self, is_known: impl Fn(&str) -> bool) -> bool {
        let is_code = |at: usize| {
            let (word, _) = self.get(at);
            let is_number = (4..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
            is_number || is_known(word) || self.aadsts(at).is_some()
        };
        let joins = |at: usize| JOINING.contains(&self.get(at).0.to_ascii_lowercase().as_str());
        let has_words_of_others = self.text.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
        (1..=BARE).contains(&self.len())
            && !has_words_of_others
            && (0..self.len()).any(is_code)
            && (0..self.len()).all(|at| is_code(at) || joins(at))
    }
}
