//! Pieces of a JSON text that is known to be well-formed, each with its place.
//!
//! `serde_json` is the only parser. It gives a `RawValue`, which is a piece of the text itself, for each value and each
//! key. What is in an object or array is handed out one by one and never kept: a file of empty arrays needs no more
//! memory than another.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::Deserializer;
use serde_json::value::RawValue;

/// A value, or a key with its quotation marks, as it is written; no blank space around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Value<'a> {
    pub text: &'a str,
}

/// A property of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Member<'a> {
    pub key: Value<'a>,
    pub value: Value<'a>,
}

impl Member<'_> {
    pub fn is_named(&self, name: &str) -> bool {
        self.key.string().is_some_and(|key| key == name)
    }
}

impl<'a> Value<'a> {
    pub fn is_object(self) -> bool {
        self.text.starts_with('{')
    }

    pub fn is_array(self) -> bool {
        self.text.starts_with('[')
    }

    /// What a string says; `None` for any other value. Half of a surrogate pair, which JSON allows and no text can hold,
    /// stands as U+FFFD.
    pub fn string(self) -> Option<Cow<'a, str>> {
        let inner = self.text.strip_prefix('"')?.strip_suffix('"')?;
        if !inner.contains('\\') {
            return Some(Cow::Borrowed(inner));
        }
        Deserializer::from_str(self.text).deserialize_bytes(Unescaped).ok().map(Cow::Owned)
    }

    /// The properties of an object in their order, one that comes twice also twice; none of any other value.
    pub fn members(self, each: impl FnMut(Member<'a>)) {
        if self.is_object() {
            // A well-formed text has no errors here.
            let _ = Deserializer::from_str(self.text).deserialize_map(Members(each));
        }
    }

    /// The items of an array; none of any other value.
    pub fn items(self, each: impl FnMut(Value<'a>)) {
        if self.is_array() {
            let _ = Deserializer::from_str(self.text).deserialize_seq(Items(each));
        }
    }

    /// The last property of this name, which is the one that counts.
    pub fn member(self, name: &str) -> Option<Value<'a>> {
        let mut found = None;
        self.members(|member| {
            if member.is_named(name) {
                found = Some(member.value);
            }
        });
        found
    }
}

impl<'a> From<&'a RawValue> for Value<'a> {
    fn from(raw: &'a RawValue) -> Self {
        Self { text: raw.get() }
    }
}

struct Members<F>(F);

impl<'de, F: FnMut(Member<'de>)> Visitor<'de> for Members<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some((key, value)) = map.next_entry::<&RawValue, &RawValue>()? {
            (self.0)(Member { key: key.into(), value: value.into() });
        }
        Ok(())
    }
}

struct Items<F>(F);

impl<'de, F: FnMut(Value<'de>)> Visitor<'de> for Items<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element::<&RawValue>()? {
            (self.0)(item.into());
        }
        Ok(())
    }
}

struct Unescaped;

impl Visitor<'_> for Unescaped {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<String, E> {
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        for (text, expected) in [
            (r#""a b""#, Some("a b")),
            (r#""a\u0026\n\"\/b""#, Some("a&\n\"/b")),
            (r#""\ud83d\udd11""#, Some("\u{1F511}")),
            (r#""a\ud83d""#, Some("a\u{FFFD}\u{FFFD}\u{FFFD}")),
            ("1", None),
            ("{}", None),
        ] {
            assert_eq!(Value { text }.string().as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn members_and_items_are_pieces_of_the_text() {
        let text = r#"{ "a" : [ 1 , {"b":2} ], "\u0061":null }"#;
        let mut seen = Vec::new();
        Value { text }.members(|member| seen.push((member.key.text, member.value.text)));
        assert_eq!(seen, [(r#""a""#, r#"[ 1 , {"b":2} ]"#), (r#""\u0061""#, "null")]);
        assert_eq!(Value { text }.member("a").unwrap().text, "null");
        let mut seen = Vec::new();
        Value { text: r#"[ 1 , {"b":2} ]"# }.items(|item| seen.push(item.text));
        assert_eq!(seen, ["1", r#"{"b":2}"#]);
    }
}
