//! JSON for judging, not for guessing: of two equal keys none is taken, depth is limited, the whole text is used.
//!
//! `serde_json` by itself takes the last of duplicate keys; two readers of one token could then see two tokens.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::members::{Gathered, Members, Twice};

/// Deepest nesting of arrays and objects. Entra's claims go three deep (`_claim_sources`).
const MAX_DEPTH: usize = 32;

/// Why a text is no JSON object. Positions are characters of the text, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    NotUtf8,
    Syntax { line: usize, column: usize },
    CutOff,
    NotAnObject,
    DuplicateKey(String),
    TooDeep,
}

pub(super) fn object(bytes: &[u8]) -> Result<Map<String, Value>, Fault> {
    let fault = RefCell::new(None);
    match read(bytes, &fault, Strict { depth: 0, fault: &fault })? {
        Value::Object(map) => Ok(map),
        _ => Err(Fault::NotAnObject),
    }
}

/// The same of a part of a token, whose members are many and are walked through more than they are looked up.
pub(super) fn members(bytes: &[u8]) -> Result<Members, Fault> {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    if bytes.iter().find(|byte| !is_blank(byte)).is_some_and(|byte| *byte != b'{') {
        return Err(object(bytes).err().unwrap_or(Fault::NotAnObject));
    }
    let fault = RefCell::new(None);
    read(bytes, &fault, Top(Strict { depth: 0, fault: &fault }))
}

fn read<'t, S: DeserializeSeed<'t>>(
    bytes: &'t [u8],
    fault: &RefCell<Option<Fault>>,
    seed: S,
) -> Result<S::Value, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::NotUtf8)?;
    let mut reader = serde_json::Deserializer::from_str(text);
    seed.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value)).map_err(|error| {
        fault.take().unwrap_or(if error.is_eof() {
            Fault::CutOff
        } else {
            Fault::Syntax { line: error.line(), column: error.column() }
        })
    })
}

/// A value within `depth` others. What it refuses of its own is left in `fault`: an error of serde carries only text.
#[derive(Clone, Copy)]
struct Strict<'f> {
    depth: usize,
    fault: &'f RefCell<Option<Fault>>,
}

impl Strict<'_> {
    fn refuse<E: Error>(&self, fault: Fault) -> E {
        self.fault.replace(Some(fault));
        E::custom("refused")
    }

    fn deeper<E: Error>(&self) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            return Err(self.refuse(Fault::TooDeep));
        }
        Ok(Self { depth: self.depth + 1, fault: self.fault })
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("not a number"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(inner)? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut map = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            match map.entry(key) {
                Entry::Occupied(twice) => return Err(self.refuse(Fault::DuplicateKey(twice.key().clone()))),
                Entry::Vacant(place) => place.insert(members.next_value_seed(inner)?),
            };
        }
        Ok(Value::Object(map))
    }
}

/// The outermost object of a part of a token.
struct Top<'f>(Strict<'f>);

impl<'de> DeserializeSeed<'de> for Top<'_> {
    type Value = Members;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Members, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Top<'_> {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Members, A::Error> {
        let inner = self.0.deeper()?;
        let twice = |Twice(name)| self.0.refuse(Fault::DuplicateKey(name));
        let mut gathered = Gathered::new();
        while let Some(name) = source.next_key::<String>()? {
            let name = gathered.check(name).map_err(twice)?;
            gathered.push(name, source.next_value_seed(inner)?);
        }
        gathered.finish().map_err(twice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strict() {
        let deep = |n: usize| format!("{}{}{}", "{\"a\":".repeat(n), 1, "}".repeat(n));
        for (text, fault) in [
            (r#"{}"#, None),
            (r#" {"a": [1, -1, 1.5, true, null, {"a": 1}], "b": "ü"} "#, None),
            (r#"{"a":1,"a":1}"#, Some(Fault::DuplicateKey("a".into()))),
            (r#"{"a":1,"\u0061":2}"#, Some(Fault::DuplicateKey("a".into()))),
            (r#"{"x":[{"b":1,"b":2}]}"#, Some(Fault::DuplicateKey("b".into()))),
            (r#"[]"#, Some(Fault::NotAnObject)),
            (r#""a""#, Some(Fault::NotAnObject)),
            (r#"{"a":1} {}"#, Some(Fault::Syntax { line: 1, column: 9 })),
            (r#"{"a":1,}"#, Some(Fault::Syntax { line: 1, column: 8 })),
            (r#"{'a':1}"#, Some(Fault::Syntax { line: 1, column: 2 })),
            (r#"{"a":NaN}"#, Some(Fault::Syntax { line: 1, column: 6 })),
            (r#"{"a":1e999}"#, Some(Fault::Syntax { line: 1, column: 10 })),
            (r#"{"a":"\ud800"}"#, Some(Fault::Syntax { line: 1, column: 13 })),
            (r#"{"a":"#, Some(Fault::CutOff)),
            ("", Some(Fault::CutOff)),
            ("\u{feff}{}", Some(Fault::Syntax { line: 1, column: 1 })),
            (&deep(32), None),
            (&deep(33), Some(Fault::TooDeep)),
            (&"[".repeat(100_000), Some(Fault::TooDeep)),
        ] {
            let shown = &text[..text.len().min(60)];
            assert_eq!(object(text.as_bytes()).err(), fault, "{shown}");
            assert_eq!(members(text.as_bytes()).err(), fault, "{shown}");
        }
        assert_eq!(object(b"{\"a\":\"\xff\"}"), Err(Fault::NotUtf8));
    }

    /// Wherever the second one stands, and however many there are.
    #[test]
    fn a_name_comes_once() {
        for count in [2, 20, 63, 64, 65, 66, 1_000] {
            let text = |name: &dyn Fn(usize) -> usize| {
                let members: Vec<_> = (0..count).map(|at| format!("\"n{}\":{at}", name(at))).collect();
                format!("{{{}}}", members.join(","))
            };
            let good = members(text(&|at| at).as_bytes()).unwrap();
            assert_eq!(good.iter().count(), count);
            assert!((0..count).all(|at| good.get(&format!("n{at}")) == Some(&Value::from(at))));
            for twice in [0, (count - 1) / 2, count - 2] {
                let text = text(&|at| if at == count - 1 { twice } else { at });
                assert_eq!(members(text.as_bytes()).err(), Some(Fault::DuplicateKey(format!("n{twice}"))), "{count}");
            }
        }
    }
}
