//! What must not be kept of a text. An export holds no secret, but the answer to addPassword does, once.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;
use zeroize::Zeroize;

use super::json::{members, offset, string};
use super::lenient::time;
use super::walk::{Visited, walk};
use super::{NotARegistration, Problem, ProblemKind};

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
    is_secret(visited).then(|| Problem {
        kind: ProblemKind::Secret,
        property: visited.property(),
        words: words.to_owned(),
    })
}

/// A text that is named as secrets are, or stands where one may be.
fn is_secret(visited: &Visited<'_, '_>) -> bool {
    if !visited.value.starts_with('"') {
        return false;
    }
    let text = string(visited.value).unwrap_or_else(|| visited.value.to_owned());
    if text.is_empty() {
        return false;
    }
    let names = visited.names().map(plain).collect::<Vec<_>>();
    let Some(own) = names.first() else { return false };
    let has = |name: &str| names.iter().any(|known| known == name);
    if has(PASSWORDS) {
        return !may_stand_with_a_password(own, &text);
    }
    if has(CERTIFICATES) && (own == CERTIFICATES || ["key", "value"].contains(&own.as_str())) {
        return !is_certificate(visited.object);
    }
    // Of the claims that go into a token, the list is named as the token is. Its entries are objects.
    let is_token = TOKENS.iter().any(|token| own.ends_with(token));
    is_token || names.iter().any(|name| holds_a_secret(name) && !(name.ends_with("id") && is_guid(&text)))
}

const PASSWORDS: &str = "passwordcredentials";
const CERTIFICATES: &str = "keycredentials";
const TOKENS: [&str; 3] = ["accesstoken", "refreshtoken", "idtoken"];

/// Names are compared without capital letters and separators. Of one that is longer than any real one, its end.
fn plain(name: &str) -> String {
    const LONGEST: usize = 100;
    let start = name.char_indices().rev().take(LONGEST).last().map_or(0, |(at, _)| at);
    let end = name.get(start..).unwrap_or(name);
    end.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).map(|c| c.to_ascii_lowercase()).collect()
}

fn holds_a_secret(name: &str) -> bool {
    ["secret", "password", "clientassertion", "privatekey"].iter().any(|word| name.contains(word))
}

/// What `passwordCredentials` has beside the values: all else in it may be one.
fn may_stand_with_a_password(name: &str, text: &str) -> bool {
    /// Of a hint, which is how the value begins.
    const HINT: usize = 3;
    /// No value that Entra draws is as short.
    const SHORT: usize = 16;
    match name {
        "displayname" => true,
        "hint" => text.chars().count() <= HINT,
        "keyid" => is_guid(text),
        "customkeyidentifier" => is_guid(text) || is_name_in_base64(text),
        "startdatetime" | "enddatetime" | "startdate" | "enddate" => {
            text.len() < SHORT || time(&text.to_owned().into()).is_ok() || has_letters_of_a_time(text)
        }
        name => name.contains("@odata."),
    }
}

/// `11/20/2025 8:02:10 AM`: not read, and no secret.
fn has_letters_of_a_time(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || "/:.-+ TZAPM".contains(c))
}

fn is_guid(text: &str) -> bool {
    Uuid::try_parse(text).is_ok()
}

/// As the portal used to keep a secret's name: UTF-16 in base64, here of letters that European languages have.
fn is_name_in_base64(text: &str) -> bool {
    let letters =
        |bytes: Vec<u8>| bytes.len().is_multiple_of(2) && bytes.iter().skip(1).step_by(2).all(|high| *high < 2);
    STANDARD.decode(text).is_ok_and(letters)
}

/// Whether an entry of `keyCredentials` holds the public part alone. One for signing, or one with a password (PFX), has the
/// private key in it.
fn is_certificate(entry: &str) -> bool {
    let is = |name: &str, wanted: &str| {
        let members = members(entry);
        let member = members.iter().rfind(|member| member.name.eq_ignore_ascii_case(name));
        member.and_then(|member| string(member.value)).map(|value| value.eq_ignore_ascii_case(wanted))
    };
    is("type", "AsymmetricX509Cert") == Some(true) && is("usage", "Sign") != Some(true)
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
                r#"{"passwordCredentials": [{"value": "abc", "value": "d"}], "keyCredentials": [{"type": "AsymmetricX509Cert", "value": "abc"}]}"#,
                r#"{"passwordCredentials": [{"value": "***", "value": "*"}], "keyCredentials": [{"type": "AsymmetricX509Cert", "value": "abc"}]}"#,
            ),
            (
                r#"{"passwordCredentials": [{"keyId": "2f6c4f1e-6a0b-4f0e-8f3a-1a6a1b7f9d20", "hint": "abc", "displayName": "dev", "customKeyIdentifier": "ZABlAHYA", "endDate": "2026-01-31T00:00:00Z"}]}"#,
                "",
            ),
            (
                r#"{"passwordCredentials": [{"keyId": "abc", "hint": "abcd", "customKeyIdentifier": "abcd", "x": ["a"]}, "b"]}"#,
                r#"{"passwordCredentials": [{"keyId": "***", "hint": "****", "customKeyIdentifier": "****", "x": ["*"]}, "*"]}"#,
            ),
            (r#"{"clientSecret": ["a", {"b": "c"}], "d": 1}"#, r#"{"clientSecret": ["*", {"b": "*"}], "d": 1}"#),
            (r#"{"secretId": "2f6c4f1e-6a0b-4f0e-8f3a-1a6a1b7f9d20"}"#, ""),
            (r#"{"secretText": null, "password": ""}"#, r#"{"secretText": null, "password": ""}"#),
            (r#"{"optionalClaims": {"idToken": [], "accessToken": []}}"#, ""),
        ] {
            let expected = if expected.is_empty() { text } else { expected };
            assert_eq!(blank_out(text.to_owned(), &[(0, text.len())]).unwrap(), expected);
        }
    }
}
