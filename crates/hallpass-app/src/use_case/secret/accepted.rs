//! Whether a text may be a client secret, before it is kept. What is surely none is refused; of what is odd a note is made.

use sso_core::rules::on_behalf_of::SecretShape;
use sso_core::token::ClientSecret;

use crate::AppError;

/// Graph allows 64 characters, and secrets from before Graph had more.
const LONGEST: usize = 1_000;

/// Below, nobody could call it a secret; those that Entra makes have had 32 characters and more.
const SHORTEST: usize = 8;
const SHORT: usize = 20;

/// The secret as it is kept, and what should be known of it.
#[derive(Debug)]
pub(super) struct Accepted {
    pub secret: ClientSecret,
    pub notes: Vec<String>,
}

/// # Errors
/// `client-secret-is-its-id`, `client-secret-empty`, `client-secret-placeholder`, `client-secret-too-short`,
/// `client-secret-is-something-else`: the text itself is in none of them.
pub(super) fn accepted(text: &str) -> Result<Accepted, AppError> {
    let trimmed = text.trim();
    let secret = ClientSecret::new(trimmed);
    let mut notes = Vec::new();
    // The end of the line that every shell and editor adds is nobody's mistake.
    if trimmed != text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text)) {
        notes.push("blanks around the secret were left out: a secret has none".to_owned());
    }
    if let Some(refused) = something_else(trimmed) {
        return Err(refused);
    }
    if stands_for_one(trimmed) {
        return Err(placeholder());
    }
    match SecretShape::of(&secret) {
        SecretShape::Value if trimmed.len() < SHORTEST => {
            let words = "this is too short for a client secret: nothing was kept";
            return Err(AppError::failed("client-secret-too-short", words)
                .with_hint("copy the whole Value of the secret: Certificates & secrets, Client secrets"));
        }
        SecretShape::Value if trimmed.len() < SHORT => notes.push(
            "the secret is far shorter than those that Entra makes, and may have been cut off: compare it with the portal's"
                .to_owned(),
        ),
        SecretShape::Value if is_line_of_any_name(trimmed) => notes.push(
            "the secret looks like a line NAME=value, and is kept as it is: where that is so, give the value alone".to_owned(),
        ),
        SecretShape::Value => {}
        SecretShape::Empty => {
            return Err(AppError::usage("client-secret-empty", "there is no secret in what was given")
                .with_hint("copy the Value of the secret: Certificates & secrets, Client secrets"));
        }
        SecretShape::Id => {
            return Err(AppError::failed("client-secret-is-its-id", "this is the secret's ID, not its value: nothing was kept")
                .with_hint(
                    "copy the column Value; the portal shows it only right after the secret was made, so make a new one if \
                     it is gone",
                ));
        }
        SecretShape::Placeholder => return Err(placeholder()),
        SecretShape::Quotes => notes.push(
            "the secret stands in quotes, and they are kept as a part of it: a secret that Entra made has none".to_owned(),
        ),
        SecretShape::BlankSpace => {
            notes.push("there are blanks in the secret: one that Entra made has none".to_owned());
        }
        SecretShape::Encoded => notes.push(
            "the secret looks encoded for a form: one that Entra made has no percent sign, and it is to be encoded once, when \
             it is sent"
                .to_owned(),
        ),
    }
    Ok(Accepted { secret, notes })
}

fn placeholder() -> AppError {
    let words = "this is a placeholder for a secret, and no secret: nothing was kept";
    AppError::failed("client-secret-placeholder", words)
        .with_hint("copy the Value of the secret: Certificates & secrets, Client secrets")
}

/// Words of which templates, samples and pages make up what stands in the place of a secret.
const OF_PLACEHOLDERS: [&str; 51] = [
    "a",
    "aad",
    "actual",
    "add",
    "an",
    "app",
    "application",
    "azure",
    "change",
    "changeme",
    "client",
    "clientsecret",
    "copied",
    "dummy",
    "enter",
    "entra",
    "example",
    "fill",
    "fixme",
    "from",
    "generated",
    "goes",
    "here",
    "id",
    "in",
    "insert",
    "it",
    "key",
    "me",
    "my",
    "none",
    "null",
    "of",
    "password",
    "paste",
    "placeholder",
    "portal",
    "put",
    "replace",
    "sample",
    "secret",
    "tbd",
    "the",
    "this",
    "todo",
    "undefined",
    "value",
    "with",
    "xxx",
    "your",
    "yours",
];

/// The name of a variable, or a text of words alone that ask for a secret: `$OTHER`, `%SECRET%`, `YOUR_SECRET_HERE`,
/// `your-client-secret`, `xxxxxxxx`. Entra draws its own by chance.
fn stands_for_one(text: &str) -> bool {
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let inside = |open: &str, close: &str| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let of_shell = text.strip_prefix("$env:").or_else(|| text.strip_prefix('$'));
    if of_shell.is_some_and(is_name) || inside("%", "%").is_some_and(is_name) || inside("[", "]").is_some() {
        return true;
    }
    let mut characters = text.chars();
    let first = characters.next();
    text.len() > 2 && characters.all(|other| Some(other) == first)
        || !text.is_empty() && words(text).all(|word| OF_PLACEHOLDERS.contains(&word.as_str()))
}

/// The words of a text, in small letters: between other characters than letters, and at the capital letters within.
fn words(text: &str) -> impl Iterator<Item = String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut was_small = false;
    for character in text.chars() {
        let begins = character.is_ascii_uppercase() && was_small;
        if begins || !character.is_alphanumeric() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (character.is_alphanumeric(), words.last_mut()) {
            word.extend(character.to_lowercase());
        }
        was_small = character.is_ascii_lowercase();
    }
    words.into_iter().filter(|word| !word.is_empty())
}

/// The name before the first `=` or `:`, as a `.env` file, a shell or JSON has it.
fn name_of_line(text: &str) -> Option<&str> {
    let (name, value) = text.split_once(['=', ':'])?;
    let name = name.trim().trim_start_matches("export ").trim_start_matches("set ").trim_matches(['"', '\'', ' ']);
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-$".contains(&byte));
    // Secrets of earlier years end in `=`.
    (is_name && !name.is_empty() && !value.trim_matches('=').is_empty()).then_some(name)
}

/// Whether it is surely a whole line.
fn is_line_of_secret(text: &str) -> bool {
    let is_one = |name: &str| ["secret", "password"].iter().any(|word| name.to_ascii_lowercase().contains(word));
    let of_powershell = text.strip_prefix("$env:").unwrap_or(text);
    name_of_line(of_powershell).is_some_and(is_one)
}

fn is_line_of_any_name(text: &str) -> bool {
    let is_variable = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_uppercase())
            && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
    };
    name_of_line(text).is_some_and(is_variable)
}

/// What people paste in the place of a secret.
fn something_else(text: &str) -> Option<AppError> {
    let parts = || text.split('.').count();
    let (what, hint) = match text {
        _ if text.starts_with("-----BEGIN") => {
            ("a certificate or a key", "give its file: hallpass secret set --certificate FILE")
        }
        _ if text.starts_with("eyJ") && [3, 5].contains(&parts()) => (
            "a token",
            "hallpass token inspect - says what it is; a secret comes from Certificates & secrets in the portal",
        ),
        _ if text.lines().nth(1).is_some() => {
            ("several lines", "give the value alone; out of a .env file: hallpass secret import FILE")
        }
        _ if is_line_of_secret(text) => {
            ("a line with its name", "give the value alone; out of a .env file: hallpass secret import FILE")
        }
        _ if text.len() > LONGEST => ("longer than any secret", "copy the Value of the secret alone"),
        _ if text.chars().any(char::is_control) => ("not plain text", "copy the Value of the secret alone"),
        _ => return None,
    };
    let words = format!("this is {what}, and no client secret: nothing was kept");
    Some(AppError::failed("client-secret-is-something-else", words).with_hint(hint))
}

/// The first characters of a secret as Graph answers them. None of one so short that they would tell much of it.
pub(super) fn hint(secret: &ClientSecret) -> Option<String> {
    let text = secret.expose();
    (text.len() >= 16 && text.is_ascii()).then(|| text.chars().take(3).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_secret_is_refused_and_never_repeated() {
        for (text, answer) in [
            ("abc8Q~planted-for-a-test_of.its", Ok(0)),
            ("abc8Q~planted-for-a-test_of.its\n", Ok(0)),
            ("abc8Q~planted-for-a-test_of.its\r\n", Ok(0)),
            ("  abc8Q~planted-for-a-test_of.its", Ok(1)),
            ("abc8Q~planted-for-a-test_of.its \n", Ok(1)),
            ("'abc8Q~planted'", Ok(1)),
            ("abc8Q planted", Ok(1)),
            ("abc8Q%7Eplanted", Ok(1)),
            ("", Err("client-secret-empty")),
            (" \n\n", Err("client-secret-empty")),
            ("0e8f3e0e-6f0a-4c58-9a55-0d2b6d3a7c21", Err("client-secret-is-its-id")),
            (" 0E8F3E0E-6F0A-4C58-9A55-0D2B6D3A7C21\n", Err("client-secret-is-its-id")),
            ("${PLANTED}", Err("client-secret-placeholder")),
            ("<planted>", Err("client-secret-placeholder")),
            ("-----BEGIN PRIVATE KEY-----\nplanted\n", Err("client-secret-is-something-else")),
            ("eyJplanted.e30.c2ln", Err("client-secret-is-something-else")),
            ("PORT=1\nCLIENT_SECRET=planted\n", Err("client-secret-is-something-else")),
            ("YOUR_SECRET_HERE", Err("client-secret-placeholder")),
            ("your-client-secret", Err("client-secret-placeholder")),
            ("YourClientSecretHere", Err("client-secret-placeholder")),
            ("Enter_the_Client_Secret_Here", Err("client-secret-placeholder")),
            ("xxxxxxxxxxxxxxxx", Err("client-secret-placeholder")),
            ("****************", Err("client-secret-placeholder")),
            ("[planted]", Err("client-secret-placeholder")),
            ("$PLANTED", Err("client-secret-placeholder")),
            ("$env:PLANTED", Err("client-secret-placeholder")),
            ("%PLANTED%", Err("client-secret-placeholder")),
            ("CLIENT_SECRET=abc8Q~planted-for-a-test_of.its", Err("client-secret-is-something-else")),
            ("export MY_SECRET='abc8Q~planted-for-a-test_of.its'", Err("client-secret-is-something-else")),
            ("$env:CLIENT_SECRET = \"abc8Q~planted\"", Err("client-secret-is-something-else")),
            ("\"clientSecret\": \"abc8Q~planted\",", Err("client-secret-is-something-else")),
            ("OTHER=abc8Q~planted-for-a-test_of.its", Ok(1)),
            ("short", Err("client-secret-too-short")),
            ("abc8Q~planted", Ok(1)),
            ("abc8Q-planted/for+a+test+of+old+secrets+42==", Ok(0)),
            ("$abc8Q~planted-for-a-test_of.its", Ok(0)),
            ("planted\0", Err("client-secret-is-something-else")),
        ] {
            let told = accepted(text);
            assert!(!format!("{told:?}").contains("planted"), "{text}: {told:?}");
            if let Ok(accepted) = &told {
                assert_eq!(accepted.secret.expose(), text.trim());
            }
            assert_eq!(
                told.as_ref().map(|accepted| accepted.notes.len()).map_err(|error| error.code.as_str()),
                answer,
                "{text}"
            );
        }
        assert!(accepted(&"planted".repeat(1_000)).is_err());
    }

    #[test]
    fn a_hint_as_graph_gives_it() {
        for (text, expected) in [("abc8Q~made-up-for-a-test", Some("abc")), ("short", None)] {
            assert_eq!(hint(&ClientSecret::new(text)).as_deref(), expected);
        }
    }
}
