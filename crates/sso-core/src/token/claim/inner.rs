//! A token in a claim of a token: what is shown of the outer one must not give the inner one away.

use serde_json::Value;

use crate::token::paste::begins_as_jwt;

/// The value with each whole token in it cut to its beginning.
pub(super) fn without_tokens(value: &Value) -> Value {
    match value {
        Value::String(text) if is_token(text) => {
            let beginning: String = text.chars().take(6).collect();
            Value::String(format!("{beginning}… (a token of {} characters, not shown)", text.chars().count()))
        }
        Value::Array(items) => items.iter().map(without_tokens).collect(),
        Value::Object(members) => {
            Value::Object(members.iter().map(|(name, value)| (name.clone(), without_tokens(value))).collect())
        }
        other => other.clone(),
    }
}

fn is_token(text: &str) -> bool {
    begins_as_jwt(text) && text.len() > 30 && text.bytes().filter(|byte| *byte == b'.').count() >= 2
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn inner_tokens() {
        let token = format!("eyJhbGciOi.{0}.{0}", "a".repeat(20));
        let shown = "eyJhbG… (a token of 52 characters, not shown)";
        for (value, expected) in [
            (json!(token), json!(shown)),
            (json!({"a": [token, 1]}), json!({"a": [shown, 1]})),
            (json!("eye.of.newt"), json!("eye.of.newt")),
            (json!([null, true, 1.5]), json!([null, true, 1.5])),
        ] {
            assert_eq!(without_tokens(&value), expected);
        }
    }
}
