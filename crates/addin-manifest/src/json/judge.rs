//! Whether a text is JSON, and a manifest at all.
//!
//! Well-formed is what RFC 8259 says and `serde_json` accepts as a `RawValue`: the grammar. A number that no machine holds
//! and half of a surrogate pair are well-formed.

use std::fmt;

use memchr::{memchr_iter, memchr2_iter};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::value::Value;
use crate::source::Source;
use crate::{Problem, ProblemKind, Span};

/// Far beyond any manifest, and less than where `serde_json` itself gives up.
const MAX_DEPTH: usize = 100;
const TOO_DEEP: &str = "objects and arrays are nested more than 100 deep";

/// The object that is the manifest.
pub(crate) fn judge<'a>(source: &'a Source<'_>) -> Result<Value<'a>, Problem> {
    if let Some(span) = source.invalid {
        let kind = ProblemKind::NotWellFormed(source.invalid_words());
        return Err(Problem { kind, span });
    }
    // An end that comes too soon is then a place that a person sees.
    let text = source.text.trim_end_matches([' ', '\t', '\r', '\n']);
    let whole = match serde_json::from_str::<&RawValue>(text) {
        Ok(whole) => Value::from(whole),
        Err(error) => {
            let at = place(text, &error);
            return Err(problem(source, at, ProblemKind::NotWellFormed(words(text, at, &error))));
        }
    };
    if let Err(error) = Depth(0).deserialize(&mut serde_json::Deserializer::from_str(text))
        && error.to_string().starts_with(TOO_DEEP)
    {
        return Err(problem(source, place(text, &error), ProblemKind::NotAManifest(TOO_DEEP.to_owned())));
    }
    let other = |words: &str| problem(source, 0, ProblemKind::NotAManifest(words.to_owned()));
    if most_memory(&source.text) > source.room {
        return Err(other(TOO_LARGE));
    }
    if !whole.is_object() {
        return Err(other("the file is JSON, but not an object"));
    }
    if !is_manifest(whole) {
        return Err(other("the file is JSON, but has neither the manifestVersion nor the extensions of a manifest"));
    }
    Ok(whole)
}

/// What reading or editing takes at most, beside the text, in bytes. Whatever is kept of it, a comma or a bracket stands
/// before it; those in strings count, too, so the bound is far from what any manifest has.
fn most_memory(text: &str) -> usize {
    let bytes = text.as_bytes();
    let values = memchr_iter(b',', bytes).count() + memchr2_iter(b'{', b'[', bytes).count();
    values.saturating_mul(VALUE)
}

/// A string of the answer, or an entry of a list to be edited, while its list doubles beside the old one.
const VALUE: usize = 192;
const TOO_LARGE: &str = "the file is too large for a manifest: it holds more values than are read at this size";

/// By any one of the signs of a manifest, so that one that is half written is still one. Other files have properties of
/// these names too, with other values: a number as `manifestVersion`, names as `extensions`.
fn is_manifest(root: Value<'_>) -> bool {
    let mut found = false;
    root.members(|member| {
        let value = member.value;
        found |= match member.key.string().as_deref() {
            Some("$schema") => value.string().is_some_and(|schema| schema.contains("/MicrosoftTeams.schema.json")),
            Some("manifestVersion") => value.string().is_some(),
            Some("webApplicationInfo") => true,
            Some("extensions") => {
                let mut objects = false;
                value.items(|item| objects |= item.is_object());
                objects
            }
            _ => false,
        };
    });
    found
}

fn problem(source: &Source<'_>, at: usize, kind: ProblemKind) -> Problem {
    let width = source.text[at..].chars().next().map_or(0, char::len_utf8);
    Problem { kind, span: Span::new(source.base + at, source.base + at + width) }
}

/// Offset of the character at fault: the last that was read, at most the end of the text.
fn place(text: &str, error: &serde_json::Error) -> usize {
    // Lines are counted by `\n` and columns by bytes, from 1. A control character is refused before it counts as read.
    let line_start = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let unread = error.to_string().starts_with("control character");
    let column = if unread { error.column() } else { error.column().saturating_sub(1) };
    let at = (line_start + column).min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// In the words of `serde_json`, but for what people write most who take JSON for JavaScript.
fn words(text: &str, at: usize, error: &serde_json::Error) -> String {
    let (before, rest) = text.split_at(at);
    match rest.bytes().next() {
        Some(b'}' | b']') if before.trim_end().ends_with(',') => return "trailing comma".to_owned(),
        Some(b'/') if rest.starts_with("//") || rest.starts_with("/*") => {
            return "a comment, which JSON does not have".to_owned();
        }
        Some(b'\'') => return "a single quotation mark, which JSON does not have".to_owned(),
        _ => {}
    }
    let words = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    words.strip_suffix(&place).unwrap_or(&words).to_owned()
}

/// Goes through a value, keeps nothing, and stops where it is nested too deep.
#[derive(Clone, Copy)]
struct Depth(usize);

impl Depth {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.0 == MAX_DEPTH { Err(E::custom(TOO_DEEP)) } else { Ok(Self(self.0 + 1)) }
    }
}

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let deeper = self.deeper()?;
        while items.next_element_seed(deeper)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let deeper = self.deeper()?;
        while map.next_key::<Key>()?.is_some() {
            map.next_value_seed(deeper)?;
        }
        Ok(())
    }
}

struct Key;

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&RawValue>::deserialize(deserializer).map(|_| Self)
    }
}
