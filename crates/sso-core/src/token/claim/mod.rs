//! What claims mean. A claim's meaning is one line of [`known`].

mod known;
mod name;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::Decoded;
use super::time;
use known::{KNOWN, Shape};

/// A claim with its meaning. `display` is the value for a person (a time in words, a GUID's name) where that says more.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedClaim {
    pub name: String,
    pub value: Value,
    pub meaning: String,
    pub display: Option<String>,
}

/// The claims of a token: the known ones in the order in which a person asks for them, then the others by name.
/// With `now`, times also say what is left.
pub(super) fn explain(token: &Decoded, now: Option<Timestamp>) -> Vec<ExplainedClaim> {
    let known = KNOWN.iter().filter_map(|known| {
        let value = token.claims.get(known.name)?;
        let display = display(known.shape, value, now);
        Some(explained(known.name, value, known.meaning, display))
    });
    let mut others: Vec<_> = token
        .claims
        .iter()
        .filter(|(name, _)| KNOWN.iter().all(|known| known.name != name.as_str()))
        .map(|(name, value)| explained(name, value, meaning_of_unknown(name), None))
        .collect();
    others.sort_by(|a, b| a.name.cmp(&b.name));
    known.chain(others).collect()
}

fn explained(name: &str, value: &Value, meaning: &str, display: Option<String>) -> ExplainedClaim {
    ExplainedClaim { name: name.to_owned(), value: value.clone(), meaning: meaning.to_owned(), display }
}

fn meaning_of_unknown(name: &str) -> &'static str {
    match name.starts_with("xms_") {
        true => "internal to Entra, not documented: ignore",
        false => "not one of Entra's documented claims: ignore, it is no reason to refuse",
    }
}

fn display(shape: Shape, value: &Value, now: Option<Timestamp>) -> Option<String> {
    match shape {
        Shape::Plain => None,
        Shape::Time => {
            let at = time::numeric_date(value)?;
            Some(match now {
                Some(now) => format!("{at} ({})", time::relative(at, now)),
                None => at.to_string(),
            })
        }
        Shape::Named => name::known(value.as_str()?).map(str::to_owned),
        Shape::OneOf(meanings) => {
            let text = match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            meanings.iter().find(|(known, _)| *known == text).map(|(_, meaning)| (*meaning).to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::known::KNOWN;

    #[test]
    fn one_line_a_claim() {
        let names: BTreeSet<_> = KNOWN.iter().map(|known| known.name).collect();
        assert_eq!(names.len(), KNOWN.len());
        for known in KNOWN {
            assert!(!known.meaning.is_empty() && !known.meaning.ends_with('.'), "{}", known.name);
        }
    }
}
