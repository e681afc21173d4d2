//! The shape of a JSON answer: its fields and the kinds of their values, for a snapshot that guards the contract.

use serde_json::{Map, Value};

/// Every value replaced by its kind, but for strings, numbers and truth values under the keys in `keep`. Neighbours in
/// a list that come out alike become one.
pub fn shape(value: &Value, keep: &[&str]) -> Value {
    match value {
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(key, value)| {
                    let scalar = !value.is_object() && !value.is_array();
                    let kept = scalar && keep.contains(&key.as_str());
                    (key.clone(), if kept { value.clone() } else { shape(value, keep) })
                })
                .collect::<Map<_, _>>(),
        ),
        Value::Array(items) => {
            let mut items: Vec<_> = items.iter().map(|item| shape(item, keep)).collect();
            items.dedup();
            Value::Array(items)
        }
        Value::String(_) => "text".into(),
        Value::Number(_) => "number".into(),
        Value::Bool(_) => "true or false".into(),
        Value::Null => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keeps_what_is_named_and_the_kinds_of_the_rest() {
        let value = json!({ "step": "plan", "n": 1, "list": [{ "a": "x" }, { "a": "y" }, { "b": null }] });
        let expected = json!({ "step": "plan", "n": "number", "list": [{ "a": "text" }, { "b": null }] });
        assert_eq!(shape(&value, &["step"]), expected);
    }
}
