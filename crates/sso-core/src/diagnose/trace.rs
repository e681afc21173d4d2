//! The IDs by which an administrator finds a request in the sign-in log, and its time.

use uuid::Uuid;

use super::Diagnosis;
use super::answer::Answer;
use crate::{Evidence, Place, Source};

/// What Entra writes at the end of its sentences, and the member that it is elsewhere.
const IN_TEXT: [(&str, &str); 3] =
    [("trace_id", "trace id:"), ("correlation_id", "correlation id:"), ("timestamp", "timestamp:")];

/// As it may be repeated: a GUID, or a time.
pub fn value(name: &str, text: &str) -> Option<String> {
    const LONGEST: usize = 40;
    let text = text.trim();
    let is_time = || {
        let of_time =
            |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b':' | b'.' | b' ' | b'T' | b'Z' | b'+' | b'/');
        text.len() <= LONGEST && text.bytes().all(of_time) && text.bytes().filter(u8::is_ascii_digit).count() >= 8
    };
    let is_kept = if matches!(name, "timestamp" | "date") { is_time() } else { Uuid::try_parse(text).is_ok() };
    is_kept.then(|| text.to_owned())
}

/// To the first diagnosis that is the sender's own.
pub fn attach(diagnoses: &mut [Diagnosis], answers: &[Answer], text: &str) {
    let told = answers.iter().find(|answer| !answer.trace.is_empty());
    let (source, trace) = match told {
        Some(answer) => (answer.source, answer.trace.clone()),
        None => (Source::Text, in_text(text)),
    };
    let of_answer = |diagnosis: &Diagnosis| told.is_some_and(|answer| answer.codes.contains(&diagnosis.code));
    let of_entra = |diagnosis: &Diagnosis| diagnosis.code.starts_with("AADSTS");
    let place = diagnoses.iter().position(of_answer).or_else(|| diagnoses.iter().position(of_entra)).unwrap_or(0);
    let Some(diagnosis) = diagnoses.get_mut(place) else { return };
    diagnosis.evidence.extend(trace.into_iter().map(|(name, text)| Evidence {
        source,
        place: Place { path: Some(name.to_owned()), ..Place::default() },
        text,
    }));
}

/// Of a sentence or a log: `trace_id`, `correlation_id` and `timestamp`, as far as they are there.
pub fn in_text(text: &str) -> Vec<(&'static str, String)> {
    let lower = text.to_ascii_lowercase();
    let of = |(name, before): &(&'static str, &str)| {
        let start = lower.find(before)? + before.len();
        let rest = text.get(start..)?.trim_start();
        let is_time = *name == "timestamp";
        let belongs =
            |c: char| c.is_ascii_hexdigit() || c == '-' || (is_time && matches!(c, ':' | '.' | ' ' | 'T' | 'Z'));
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        value(name, &rest[..end]).map(|value| (*name, value))
    };
    IN_TEXT.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_the_form_is_kept() {
        let guid = "6b7a5a3c-2f1e-4d5b-9c8a-0e1f2a3b4c5d";
        for (name, text, kept) in [
            ("trace_id", guid, true),
            ("trace_id", "eyJhbGciOiJSUzI1NiJ9", false),
            ("timestamp", "2016-01-09 02:02:12Z", true),
            ("date", "2026-05-28T20:36:40", true),
            ("timestamp", "yesterday", false),
            ("timestamp", "", false),
        ] {
            assert_eq!(value(name, text).is_some(), kept, "{text}");
        }
        for between in ["\r\n", " ", "\\r\\n"] {
            let text = format!(
                "AADSTS50079: x.{between}Trace ID: {guid}{between}Correlation ID: {guid}{between}Timestamp: 2016-01-09 02:02:12Z"
            );
            let expected = [("trace_id", guid), ("correlation_id", guid), ("timestamp", "2016-01-09 02:02:12Z")];
            assert_eq!(in_text(&text), expected.map(|(name, value)| (name, value.to_owned())), "{text}");
        }
    }
}
