//! Reading goes on where a value is not what it should be: that is a problem, and the value is kept as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use jiff::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::powershell::plural;
use super::{Problem, ProblemKind};
use crate::ValueError;
use crate::shown::shown;

/// An object of which one property after the other is taken; what is left is unknown, and kept.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// Its own property; empty for the registration.
    path: String,
    left: Map<String, Value>,
}

impl Fields {
    pub fn of(path: impl Into<String>, object: Map<String, Value>) -> Self {
        let has_capitals = object.keys().any(|name| is_capital(name));
        Self { path: path.into(), left: plain(object, has_capitals) }
    }

    /// Where a property of it stands.
    pub fn property(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// What nothing was read from. A value that could not be read is under its own name, an entry of a list under
    /// `name[number]`, and what is unknown inside of an entry under `name[number].property`.
    pub fn left(self) -> Map<String, Value> {
        self.left
    }

    /// As [`Self::left`], of an entry that goes on.
    pub fn take_left(&mut self) -> Map<String, Value> {
        std::mem::take(&mut self.left)
    }

    pub fn is_empty(&self) -> bool {
        self.left.is_empty()
    }

    pub fn forget(&mut self, name: &str) {
        self.take(name);
    }

    /// What is left of an object that has no place for it is kept by the object around it.
    pub fn keep(&mut self, name: &str, inner: Map<String, Value>) {
        self.left.extend(inner.into_iter().map(|(key, value)| (format!("{name}.{key}"), value)));
    }

    /// By its name; capital letters do not count: PowerShell writes them otherwise, and so do some documents.
    fn take(&mut self, name: &str) -> Option<Value> {
        if let Some(value) = self.left.remove(name) {
            return Some(value);
        }
        let name = self.left.keys().find(|known| known.eq_ignore_ascii_case(name))?.clone();
        self.left.remove(&name)
    }
}

/// `@odata.context`, `owners@odata.navigationLink`: about the answer, not of the registration.
fn is_annotation(name: &str) -> bool {
    name.contains("@odata.")
}

fn is_capital(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
}

/// Null is what is not set, as if it were not there. Names begin as Graph's do, with a small letter: PowerShell writes a
/// capital one, also in what Graph itself names with a small one, and then `has_capitals`. Elsewhere a capital one is
/// somebody's own.
fn plain(object: Map<String, Value>, has_capitals: bool) -> Map<String, Value> {
    let (names, capital): (Map<_, _>, Map<_, _>) = object
        .into_iter()
        .filter(|(name, value)| !is_annotation(name) && !value.is_null())
        .map(|(name, value)| (name, plain_inside(value, has_capitals)))
        .partition(|(name, _)| !(has_capitals && is_capital(name)));
    let mut plain = names;
    for (name, value) in capital {
        let small: String =
            name.chars().take(1).map(|first| first.to_ascii_lowercase()).chain(name.chars().skip(1)).collect();
        let small = plural(&small).map_or(small, str::to_owned);
        // The one that is written as Graph's is read.
        let name = if plain.contains_key(&small) { name } else { small };
        plain.insert(name, value);
    }
    plain
}

fn plain_inside(value: Value, has_capitals: bool) -> Value {
    match value {
        Value::Object(object) => Value::Object(plain(object, has_capitals)),
        Value::Array(list) => Value::Array(list.into_iter().map(|value| plain_inside(value, has_capitals)).collect()),
        value => value,
    }
}

/// Entries that the model's lists do not have: their numbers in the text, by the property of the list.
pub(super) type LeftOut = BTreeMap<String, BTreeSet<usize>>;

/// What went wrong so far.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub problems: Vec<Problem>,
    pub left_out: LeftOut,
}

impl Reading {
    pub fn problem(&mut self, property: impl Into<String>, words: impl Into<String>) {
        self.problems.push(Problem { kind: ProblemKind::Unread, property: property.into(), words: words.into() });
    }

    /// A property that may be missing.
    pub fn value<T>(
        &mut self,
        fields: &mut Fields,
        name: &str,
        read: impl Fn(&Value) -> Result<T, String>,
    ) -> Option<T> {
        let value = fields.take(name)?;
        match read(&value) {
            Ok(value) => Some(value),
            Err(words) => {
                self.problem(fields.property(name), words);
                fields.left.insert(name.to_owned(), value);
                None
            }
        }
    }

    /// A property without which the object makes no sense.
    pub fn needed<T>(
        &mut self,
        fields: &mut Fields,
        name: &str,
        read: impl Fn(&Value) -> Result<T, String>,
    ) -> Option<T> {
        let problems = self.problems.len();
        let value = self.value(fields, name, read);
        if value.is_none() && self.problems.len() == problems {
            self.problem(fields.property(name), "is missing");
        }
        value
    }

    pub fn object(&mut self, fields: &mut Fields, name: &str) -> Fields {
        let path = fields.property(name);
        match fields.take(name) {
            None => Fields { path, left: Map::new() },
            Some(Value::Object(object)) => Fields { path, left: object },
            Some(other) => {
                self.problem(&path, format!("is {} where an object belongs", kind(&other)));
                fields.left.insert(name.to_owned(), other);
                Fields { path, left: Map::new() }
            }
        }
    }

    /// The entries that can be read. One that cannot is left out, and kept by the object around.
    pub fn list<T>(
        &mut self,
        fields: &mut Fields,
        name: &str,
        mut read: impl FnMut(&mut Self, String, &Value) -> Option<(T, Map<String, Value>)>,
    ) -> Vec<T> {
        let list = match fields.take(name) {
            None => return Vec::new(),
            Some(Value::Array(list)) => list,
            Some(other) => {
                self.problem(fields.property(name), format!("is {} where a list belongs", kind(&other)));
                fields.left.insert(name.to_owned(), other);
                return Vec::new();
            }
        };
        let mut entries = Vec::with_capacity(list.len());
        for (number, value) in list.into_iter().enumerate() {
            let entry = format!("{name}[{number}]");
            match read(self, fields.property(&entry), &value) {
                Some((read, left)) => {
                    entries.push(read);
                    fields.keep(&entry, left);
                }
                None => {
                    self.left_out.entry(fields.property(name)).or_default().insert(number);
                    fields.left.insert(entry, value);
                }
            }
        }
        entries
    }

    /// A list of plain values.
    pub fn values<T>(&mut self, fields: &mut Fields, name: &str, read: impl Fn(&Value) -> Result<T, String>) -> Vec<T> {
        self.list(fields, name, |reading, path, value| match read(value) {
            Ok(value) => Some((value, Map::new())),
            Err(words) => {
                reading.problem(path, words);
                None
            }
        })
    }

    /// A list of objects.
    pub fn entries<T>(
        &mut self,
        fields: &mut Fields,
        name: &str,
        mut read: impl FnMut(&mut Self, &mut Fields) -> Option<T>,
    ) -> Vec<T> {
        self.list(fields, name, |reading, path, value| match value {
            Value::Object(object) => {
                let mut entry = Fields { path, left: object.clone() };
                let value = read(reading, &mut entry)?;
                Some((value, entry.left))
            }
            other => {
                reading.problem(path, format!("is {} where an object belongs", kind(other)));
                None
            }
        })
    }
}

pub(super) fn text(value: &Value) -> Result<String, String> {
    value.as_str().map(str::to_owned).ok_or_else(|| expected("a text", value))
}

/// A text in which a build step fills something in says nothing yet: `api://${{TAB_DOMAIN}}/…`.
pub(super) fn uri(value: &Value) -> Result<String, String> {
    let text = text(value)?;
    match text.contains("{{") {
        true => Err(format!("has a placeholder: {}", shown(&text, 60))),
        false => Ok(text),
    }
}

pub(super) fn flag(value: &Value) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| expected("true or false", value))
}

pub(super) fn version(value: &Value) -> Result<u8, String> {
    value.as_u64().and_then(|number| u8::try_from(number).ok()).ok_or_else(|| expected("the number 1 or 2", value))
}

/// A GUID that says what it is the ID of.
pub(super) fn id<T: FromStr<Err = ValueError>>(value: &Value) -> Result<T, String> {
    text(value)?.parse::<T>().map_err(|error| format!("cannot be read: {error}"))
}

pub(super) fn guid(value: &Value) -> Result<Uuid, String> {
    let text = text(value)?;
    Uuid::try_parse(&text).map_err(|_| expected("a GUID", value))
}

/// RFC 3339, or as Windows PowerShell writes it: `/Date(1767139200000)/`.
pub(super) fn time(value: &Value) -> Result<Timestamp, String> {
    let text = text(value)?;
    // No end, as .NET writes it (`DateTime.MaxValue`): later than the last time that is known here.
    if text.starts_with("9999-12-3") && text.ends_with('Z') {
        return Ok(Timestamp::MAX);
    }
    let milliseconds = text.strip_prefix("/Date(").and_then(|text| text.strip_suffix(")/")?.parse().ok());
    let time = match milliseconds {
        Some(milliseconds) if milliseconds > Timestamp::MAX.as_millisecond() => Some(Timestamp::MAX),
        Some(milliseconds) => Timestamp::from_millisecond(milliseconds).ok(),
        None => text.parse().ok(),
    };
    time.ok_or_else(|| expected("a time such as 2026-01-31T00:00:00Z", value))
}

/// What is there, and what belongs there.
pub(super) fn expected(what: &str, value: &Value) -> String {
    match value {
        Value::String(text) if text.is_empty() => format!("is empty where {what} belongs"),
        Value::String(text) => format!("is the text {} where {what} belongs", shown(text, 60)),
        value => format!("is {} where {what} belongs", kind(value)),
    }
}

/// What is there.
pub(super) fn kind(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the text {}", shown(text, 60)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
