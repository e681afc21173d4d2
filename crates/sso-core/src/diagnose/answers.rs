//! The error answers in a text: of JSON anywhere in it, and of redirects.

use serde_json::{Map, Value};

use super::answer::Answer;
use super::redirect;

/// As many answers of a text count.
const ANSWERS: usize = 50;
/// Places at which JSON is looked for and does not begin.
const TRIES: usize = 50;
/// JSON in the text of JSON: a log of a log.
const DEEP: usize = 3;

#[derive(Debug, Default)]
pub struct Answers {
    pub answers: Vec<Answer>,
    /// The text is one document that says what kind of evidence it holds.
    pub is_evidence: bool,
}

impl Answers {
    pub fn of(text: &str) -> Self {
        let mut found = Self::default();
        found.in_text(text, 0);
        found
    }

    fn in_text(&mut self, text: &str, depth: usize) {
        let mut rest = text;
        let mut tries = 0;
        while let Some(at) = rest.find('{') {
            rest = &rest[at..];
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Map<String, Value>>();
            match values.next() {
                Some(Ok(object)) => {
                    self.is_evidence |= depth == 0 && object.get("kind").is_some_and(Value::is_string);
                    self.in_object(&object, depth);
                    rest = rest.get(values.byte_offset()..).unwrap_or_default();
                }
                _ => {
                    tries += 1;
                    if tries > TRIES {
                        break;
                    }
                    rest = &rest[1..];
                }
            }
        }
        for parameters in redirect::errors_in(text) {
            self.push(Answer::of_entra(&parameters));
        }
    }

    fn in_object(&mut self, object: &Map<String, Value>, depth: usize) {
        let answer = Answer::of(object);
        let is_answer = answer.is_some();
        self.push(answer);
        for (name, value) in object {
            // Its inner members have been read with it.
            if !(is_answer && name == "error") {
                self.in_value(value, depth);
            }
        }
    }

    fn in_value(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Object(object) => self.in_object(object, depth),
            Value::Array(values) => values.iter().for_each(|value| self.in_value(value, depth)),
            Value::String(text) if depth < DEEP && (text.contains('{') || text.contains("error=")) => {
                self.in_text(text, depth + 1);
            }
            _ => {}
        }
    }

    fn push(&mut self, answer: Option<Answer>) {
        if self.answers.len() < ANSWERS {
            self.answers.extend(answer.filter(|answer| !self.answers.contains(answer)));
        }
    }
}
