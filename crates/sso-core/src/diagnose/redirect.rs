//! The error in the address that a redirect ended at (RFC 6749 §4.1.2.1), whole or its query or fragment alone.

use serde_json::{Map, Value};

/// As many of a text count.
const MOST: usize = 20;

/// The parameters of each.
pub fn errors_in(text: &str) -> impl Iterator<Item = Map<String, Value>> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '`' | '(' | ')');
    text.split(ends).filter(|piece| piece.contains("error=")).take(MOST).filter_map(parameters)
}

/// Entra answers a client in the fragment or in the query.
fn parameters(address: &str) -> Option<Map<String, Value>> {
    let parts = address.split(['#', '?']);
    let part = parts.into_iter().find(|part| part.split('&').any(|pair| pair.starts_with("error=")))?;
    let pairs = url::form_urlencoded::parse(part.as_bytes());
    Some(pairs.map(|(name, value)| (name.into_owned(), Value::String(value.into_owned()))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_addresses_and_parts_of_them() {
        for (text, expected) in [
            (
                "https://localhost:3000/dialog.html#error=access_denied&error_description=AADSTS65004%3a+No&state=1",
                "AADSTS65004: No",
            ),
            ("GET /?error=access_denied&error_description=AADSTS65004%3A%20No HTTP/1.1", "AADSTS65004: No"),
            ("#error_description=x&error=access_denied", "x"),
            ("error=access_denied&error_description=y", "y"),
        ] {
            let found: Vec<_> = errors_in(text).collect();
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(
                (&found[0]["error"], &found[0]["error_description"]),
                (&"access_denied".into(), &expected.into())
            );
        }
        assert_eq!(errors_in("last_error=0 and https://x/?noerror=1 and error = 5").count(), 0);
    }
}
