//! What must not be kept of a text. An export holds no secret, but the answer to addPassword does, once.

use zeroize::Zeroize;

use super::json::{offset, string};
use super::walk::{Visited, walk};
use super::{NotARegistration, Problem};

/// The text with each secret's value as asterisks, so that all places stay. `values` are ranges of JSON values in it.
pub(super) fn blank_out(mut text: String, values: &[(usize, usize)]) -> Result<String, NotARegistration> {
    let mut secrets = Vec::new();
    for (start, end) in values {
        walk(text.get(*start..*end).unwrap_or_default(), &mut |visited| {
            if is_secret(visited) {
                let start = offset(&text, visited.value) + 1;
                secrets.push((start, start + visited.value.len() - 2));
            }
        })?;
    }
    let mut blank = String::with_capacity(text.len());
    let mut done = 0;
    for (start, end) in secrets {
        blank.push_str(text.get(done..start).unwrap_or_default());
        blank.extend(text.get(start..end).unwrap_or_default().chars().map(|_| '*'));
        done = end;
    }
    blank.push_str(text.get(done..).unwrap_or_default());
    text.zeroize();
    Ok(blank)
}

/// Of a property whose secret was blanked out.
pub(super) fn problem(visited: &Visited<'_, '_>) -> Option<Problem> {
    let words = "held the value of a secret, which was dropped; whoever has the text has the secret";
    is_secret(visited).then(|| Problem { property: visited.property(), words: words.to_owned() })
}

/// A text that is named as secrets are. AAD Graph names a secret's value as it names a certificate's.
fn is_secret(visited: &Visited<'_, '_>) -> bool {
    const NAMES: [&str; 9] = [
        "secrettext",
        "password",
        "clientsecret",
        "secret",
        "accesstoken",
        "refreshtoken",
        "idtoken",
        "clientassertion",
        "privatekey",
    ];
    if !visited.value.starts_with('"') {
        return false;
    }
    let name = visited.name.replace(['_', '-'], "").to_ascii_lowercase();
    let named = NAMES.contains(&name.as_str())
        || (name == "value" && visited.around.eq_ignore_ascii_case("passwordCredentials"));
    named && string(visited.value).is_none_or(|secret| !secret.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_become_asterisks_and_places_stay() {
        for (text, expected) in [
            (r#"{"secretText": "abc~8Q", "a": 1}"#, r#"{"secretText": "******", "a": 1}"#),
            (r#"{"SecretText": "aäb"}"#, r#"{"SecretText": "***"}"#),
            (r#"[{"x": {"client_secret": "a\"b"}}]"#, r#"[{"x": {"client_secret": "****"}}]"#),
            (
                r#"{"passwordCredentials": [{"value": "abc", "value": "d"}], "keyCredentials": [{"value": "abc"}]}"#,
                r#"{"passwordCredentials": [{"value": "***", "value": "*"}], "keyCredentials": [{"value": "abc"}]}"#,
            ),
            (r#"{"secretText": null, "password": ""}"#, r#"{"secretText": null, "password": ""}"#),
            (r#"{"optionalClaims": {"idToken": [], "accessToken": []}}"#, ""),
        ] {
            let expected = if expected.is_empty() { text } else { expected };
            assert_eq!(blank_out(text.to_owned(), &[(0, text.len())]).unwrap(), expected);
        }
    }
}
