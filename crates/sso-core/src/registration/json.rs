//! Pieces of a JSON text, as they are written: `serde_json` is the only parser, and a piece is where it stands.

use std::fmt;

use serde::de::{Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Deserializer, Error};

/// A property of an object: its name, and its value as a piece of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member<'a> {
    pub name: String,
    pub value: &'a str,
}

/// The value with which a text begins; what follows it is not looked at.
pub(super) fn first(text: &str) -> Result<&str, Error> {
    let mut values = Deserializer::from_str(text).into_iter::<&RawValue>();
    values.next().unwrap_or_else(|| serde_json::from_str(text)).map(RawValue::get)
}

/// The properties of an object in their order, one that comes twice also twice; none of any other value.
pub(super) fn members(value: &str) -> Vec<Member<'_>> {
    let mut members = Vec::new();
    if value.starts_with('{') {
        // A name that no text can hold ends the reading; whoever reads the whole says so.
        let _ = Deserializer::from_str(value).deserialize_map(Members(&mut members));
    }
    members
}

/// The entries of a list; none of any other value.
pub(super) fn items(value: &str) -> Vec<&str> {
    let mut items = Vec::new();
    if value.starts_with('[') {
        let _ = Deserializer::from_str(value).deserialize_seq(Items(&mut items));
    }
    items
}

/// What a string says; `None` for any other value.
pub(super) fn string(value: &str) -> Option<String> {
    serde_json::from_str(value).ok()
}

/// Where a piece begins in the text that it is a piece of.
pub(super) fn offset(text: &str, piece: &str) -> usize {
    (piece.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}

struct Members<'a, 'de>(&'a mut Vec<Member<'de>>);

impl<'de> Visitor<'de> for Members<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
            self.0.push(Member { name, value: value.get() });
        }
        Ok(())
    }
}

struct Items<'a, 'de>(&'a mut Vec<&'de str>);

impl<'de> Visitor<'de> for Items<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(item) = list.next_element::<&RawValue>()? {
            self.0.push(item.get());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_stand_where_they_are_written() {
        let text = r#"{ "a" : [ 1 , {"b":2} ], "\u0061":null } {"#;
        let object = first(text).unwrap();
        let members = members(object);
        let seen = members.iter().map(|member| (member.name.as_str(), member.value)).collect::<Vec<_>>();
        assert_eq!(seen, [("a", r#"[ 1 , {"b":2} ]"#), ("a", "null")]);
        assert_eq!(offset(text, members[0].value), 8);
        assert_eq!(items(members[0].value), ["1", r#"{"b":2}"#]);
        assert_eq!((items("{}").len(), super::members("[]").len()), (0, 0));
        assert_eq!((string(r#""\u0061""#).as_deref(), string("1")), (Some("a"), None));
        for text in ["", " ", "{", "nul"] {
            assert!(first(text).is_err(), "{text}");
        }
    }
}
