//! Text that comes through every shell, code page and console unchanged.
//!
//! Windows PowerShell 5.1 reads a script without a byte order mark in the code page of the machine, and every PowerShell takes
//! typographic quotation marks for its own. So a script is ASCII, and whatever a person typed stands in it as JSON with escapes.

use serde::Serialize;

/// JSON, indented, whose strings are ASCII without backticks (JMESPath's own quotation mark) and without opening braces (which
/// begin the names that a script fills in).
pub(super) fn json(value: &impl Serialize) -> String {
    escaped(&serde_json::to_string_pretty(value).unwrap_or_default())
}

/// The same in one line.
pub(super) fn json_line(value: &impl Serialize) -> String {
    escaped(&serde_json::to_string(value).unwrap_or_default())
}

/// JSON of names that the script fills in, and of nothing that anybody typed.
pub(super) fn names(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// One string of JSON, in quotation marks.
pub(super) fn text(text: &str) -> String {
    json_line(&text)
}

/// Words for a comment, without quotation marks.
pub(super) fn plain(words: &str) -> String {
    let quoted = text(words);
    quoted.trim_matches('"').to_owned()
}

fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut inside, mut after_backslash) = (false, false);
    for c in json.chars() {
        let strange = !c.is_ascii() || c == '`' || c == '{' || c == '\u{7f}';
        if inside && strange {
            let mut units = [0; 2];
            out.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
        inside ^= c == '"' && !after_backslash;
        after_backslash = c == '\\' && !after_backslash;
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn only_in_strings() {
        assert_eq!(json_line(&json!({ "a": "é`{\"\\{x}" })), r#"{"a":"\u00e9\u0060\u007b\"\\\u007bx}"}"#);
        assert_eq!(text("𝄞"), r#""\ud834\udd1e""#);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_the_same_text(typed in ".*") {
            let written = text(&typed);
            let is_plain = written.is_ascii() && !written.contains(['`', '{', '\n']);
            prop_assert!(is_plain);
            prop_assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), Value::from(typed));
        }
    }
}
