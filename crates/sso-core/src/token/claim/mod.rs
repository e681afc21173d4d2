//! What claims mean. A claim's meaning is one line of [`known`].

mod inner;
mod known;
mod name;

use serde::Serialize;
use serde_json::Value;

use super::time;
use super::{Decoded, Members, Now};
use crate::ClientId;
use known::{HEADER, KNOWN, Known, Shape};

/// A claim with its meaning. `display` is the value for a person (a time in words, a GUID's name) where that says more.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedClaim {
    pub name: String,
    /// As the token has it; a whole token inside of it is left out.
    pub value: Value,
    pub meaning: String,
    pub display: Option<String>,
}

/// The claims of a token: the known ones in the order in which a person asks for them, then the others by name. `own` is
/// the app that the token should be for, where that is known.
pub(super) fn explain(token: &Decoded, now: &Now, own: Option<ClientId>) -> Vec<ExplainedClaim> {
    explained(&token.claims, KNOWN, |shape, value| display(shape, value, now, own))
}

/// The members of its header, in the same way.
pub(super) fn header(token: &Decoded) -> Vec<ExplainedClaim> {
    explained(&token.header, HEADER, |_, _| None)
}

fn explained(
    members: &Members,
    table: &[Known],
    display: impl Fn(Shape, &Value) -> Option<String>,
) -> Vec<ExplainedClaim> {
    let one = |name: &str, value: &Value, meaning: &str, display: Option<String>| ExplainedClaim {
        name: name.to_owned(),
        value: inner::without_tokens(value),
        meaning: meaning.to_owned(),
        display,
    };
    let known = table.iter().filter_map(|known| {
        let value = members.get(known.name)?;
        Some(one(known.name, value, known.meaning, display(known.shape, value)))
    });
    let mut others: Vec<_> = members
        .iter()
        .filter(|(name, _)| table.iter().all(|known| known.name != *name))
        .map(|(name, value)| one(name, value, meaning_of_unknown(name), None))
        .collect();
    others.sort_by(|a, b| a.name.cmp(&b.name));
    known.chain(others).collect()
}

fn meaning_of_unknown(name: &str) -> &'static str {
    match name.starts_with("xms_") {
        true => "internal to Entra, not documented: ignore",
        false => "not documented by Entra: ignore, it is no reason to refuse",
    }
}

fn display(shape: Shape, value: &Value, now: &Now, own: Option<ClientId>) -> Option<String> {
    match shape {
        Shape::Plain => None,
        Shape::Time => {
            // Exchange's times are documented as strings.
            let seconds = value.as_str().and_then(|text| text.parse::<i64>().ok()).map(Value::from);
            let at = time::numeric_date(seconds.as_ref().unwrap_or(value))?;
            Some(format!("{}, {}", now.shown(at), time::relative(at, now.time)))
        }
        Shape::Named => name::of(value.as_str()?, own).map(str::to_owned),
        Shape::Issuer => name::of_issuer(value.as_str()?).map(str::to_owned),
        Shape::OneOf(meanings) => {
            let text = match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            meaning(meanings, &text).map(str::to_owned)
        }
        Shape::Each(meanings) => {
            let items = value.as_array()?.iter().filter_map(Value::as_str);
            let known: Vec<_> = items.filter_map(|item| meaning(meanings, item)).collect();
            (!known.is_empty()).then(|| known.join(", "))
        }
    }
}

fn meaning(meanings: &[(&str, &'static str)], value: &str) -> Option<&'static str> {
    meanings.iter().find(|(known, _)| *known == value).map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::known::{HEADER, KNOWN};

    #[test]
    fn one_line_a_claim() {
        for table in [KNOWN, HEADER] {
            let names: BTreeSet<_> = table.iter().map(|known| known.name).collect();
            assert_eq!(names.len(), table.len());
            for known in table {
                assert!(!known.meaning.is_empty() && !known.meaning.ends_with('.'), "{}", known.name);
            }
        }
    }
}
