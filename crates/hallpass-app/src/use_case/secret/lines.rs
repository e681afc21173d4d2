//! The client secret among the lines of a `.env` file, and the file without it.

use std::path::Path;

use sso_core::ClientId;
use sso_core::token::ClientSecret;

use crate::AppError;
use crate::dotenv::settings::{Setting, settings};
use crate::dotenv::{is_client_id, is_client_secret};

/// What a line says whose secret was taken.
const TAKEN: &str = "is in the OS keyring (hallpass)";

/// The secret of a file.
pub(super) struct Found {
    pub secret: ClientSecret,
    /// Under which names it stands there, each once.
    pub names: Vec<String>,
    /// Which app the file is of, if it says so.
    pub client_id: Option<ClientId>,
    /// Lines, from 1, where another one stands behind a `#`.
    pub old: Vec<usize>,
    /// The settings that hold it.
    settings: Vec<Setting>,
}

/// `only`: the one name to look at; else those that projects use.
///
/// # Errors
/// `no-client-secret`, `several-secrets`, `client-secret-not-plain`; the text of no value is in them.
pub(super) fn find(text: &str, file: &Path, only: Option<&str>) -> Result<Found, AppError> {
    let all = settings(text);
    let is_meant = |name: &str| only.map_or_else(|| is_client_secret(name), |only| only == name);
    let named = || all.iter().filter(|setting| is_meant(&setting.name));
    let mut held = named().filter(|setting| !setting.is_comment && !setting.is_open());
    let Some(first) = held.next() else { return Err(none(text, file, only, &all, is_meant)) };
    if let Some(other) = held.find(|other| other.value != first.value) {
        let (one, two) = (line_of(text, first), line_of(text, other));
        let words = format!(
            "{} has two client secrets: {} in line {one} and {} in line {two}; nothing was kept",
            file.display(),
            first.name,
            other.name
        );
        return Err(AppError::usage("several-secrets", words).with_hint(match first.name == other.name {
            true => "take out the line that is not used any more".to_owned(),
            false => format!("say which one: --name {} or --name {}", first.name, other.name),
        }));
    }
    plain(text, first, file)?;
    let mut found = Found {
        secret: ClientSecret::new(first.value.as_str()),
        names: Vec::new(),
        client_id: client_id(&all),
        old: all
            .iter()
            .filter(|one| one.is_comment && !one.is_open() && is_client_secret(&one.name) && one.value != first.value)
            .map(|one| line_of(text, one))
            .collect(),
        settings: Vec::new(),
    };
    // A line that was commented out and holds the same text goes with it.
    for setting in all.iter().filter(|setting| is_meant(&setting.name) && setting.value == first.value) {
        if !found.names.contains(&setting.name) {
            found.names.push(setting.name.clone());
        }
        found.settings.push(setting.clone());
    }
    Ok(found)
}

fn client_id(all: &[Setting]) -> Option<ClientId> {
    let set = all.iter().filter(|setting| !setting.is_comment && is_client_id(&setting.name));
    set.filter_map(|setting| setting.value.parse().ok()).next()
}

fn none(text: &str, file: &Path, only: Option<&str>, all: &[Setting], is_meant: impl Fn(&str) -> bool) -> AppError {
    let file = file.display();
    let error = |words: String| AppError::failed("no-client-secret", words);
    let is_taken = |line: &str| line.contains(TAKEN) && only.is_none_or(|only| line.contains(only));
    if text.lines().any(is_taken) {
        return error(format!("the secret of {file} was taken into the keyring already"))
            .with_hint("hallpass secret status says what is kept; for a new secret: hallpass secret set");
    }
    let mut meant = all.iter().filter(|setting| is_meant(&setting.name));
    if let Some(comment) = meant.clone().find(|setting| setting.is_comment && !setting.is_open()) {
        return error(format!("{} in {file} stands in a comment, so nobody reads it", comment.name))
            .with_hint("take the # away if it is the secret in use");
    }
    if let Some(open) = meant.next() {
        return error(format!("{} in {file} has no value yet", open.name))
            .with_hint("put the secret straight into the keyring: hallpass secret set");
    }
    if let Some(only) = only {
        return error(format!("{file} has no line {only}=…")).with_hint("check the name, with its capital letters");
    }
    let is_like_one = |name: &str| ["secret", "password"].iter().any(|word| name.to_ascii_lowercase().contains(word));
    let mut others: Vec<&str> =
        all.iter().map(|setting| setting.name.as_str()).filter(|name| is_like_one(name)).collect();
    others.dedup();
    let error = error(format!("{file} has no client secret under a name that is known here"));
    match others.as_slice() {
        [] => error.with_hint(
            "a line is expected such as CLIENT_SECRET=…; from any other kind of file copy the value: hallpass secret set",
        ),
        names => error.with_hint(format!("say which line holds it: --name NAME; it may be {}", names.join(", "))),
    }
}

/// Whether the text is the value as every program reads it.
fn plain(text: &str, setting: &Setting, file: &Path) -> Result<(), AppError> {
    let error = |why: &str| {
        let words = format!("{} in {} {why}; nothing was kept", setting.name, file.display());
        AppError::failed("client-secret-not-plain", words)
    };
    if setting.name.starts_with("SECRET_") && setting.value.starts_with("crypto_") {
        return Err(error("may be encrypted by Microsoft 365 Agents Toolkit, which alone can read it")
            .with_hint("copy the value from the toolkit's own view of the file: hallpass secret set"));
    }
    let behind = text.get(setting.span.end..).unwrap_or_default();
    let is_escaped = setting.quote == Some('"') && setting.value.contains(['\\', '$', '`']);
    if is_escaped || setting.quote.is_none() && (behind.starts_with('#') || setting.value.starts_with(['"', '\'', '`']))
    {
        return Err(error(
            "is read in different ways by dotenv and by shells: it has escapes, or a # without a blank before",
        )
        .with_hint("put it between single quotes, or give the value itself: hallpass secret set"));
    }
    Ok(())
}

/// The text with a comment in the place of each line that held the secret; every other byte stays.
pub(super) fn without(text: &str, found: &Found) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut done = 0;
    for setting in &found.settings {
        let before = text.get(..setting.span.start).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = text.get(start..setting.span.start).unwrap_or_default();
        let start = start + line.len() - line.trim_start_matches(['\u{FEFF}', ' ', '\t']).len();
        let behind = text.get(setting.span.end..).unwrap_or_default();
        let behind = behind.split_once('\n').map_or(behind, |(line, _)| line).trim_end_matches('\r');
        changed.push_str(text.get(done..start).unwrap_or_default());
        changed.push_str(&format!("# {} {TAKEN}", setting.name));
        // A comment of theirs, unless it repeats the secret.
        if !behind.contains(found.secret.expose()) && behind.trim_start().starts_with('#') {
            changed.push_str(behind.trim_end());
        }
        done = setting.span.end + behind.len();
    }
    changed.push_str(text.get(done..).unwrap_or_default());
    changed
}

/// Lines, from 1, that hold the secret though the settings are gone.
pub(super) fn left(text: &str, secret: &ClientSecret) -> Vec<usize> {
    let lines = text.lines().enumerate().filter(|(_, line)| line.contains(secret.expose()));
    lines.map(|(at, _)| at + 1).collect()
}

fn line_of(text: &str, setting: &Setting) -> usize {
    text.get(..setting.span.start).unwrap_or_default().matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const IT: &str = "abc8Q~planted-for-a-test_of.its";
    const NOTE: &str = "# CLIENT_SECRET is in the OS keyring (hallpass)";

    fn replaced(text: &str) -> Result<String, AppError> {
        let found = find(text, Path::new(".env"), None)?;
        assert_eq!(found.secret.expose(), IT);
        Ok(without(text, &found))
    }

    #[test]
    fn a_line_becomes_a_comment_and_every_other_byte_stays() {
        for (before, after) in [
            ("PORT=1\nCLIENT_SECRET=IT\nA=b\n", "PORT=1\nNOTE\nA=b\n"),
            ("CLIENT_SECRET=IT", "NOTE"),
            ("\u{FEFF}CLIENT_SECRET='IT'\r\nA=b\r\n", "\u{FEFF}NOTE\r\nA=b\r\n"),
            ("  export CLIENT_SECRET = \"IT\" # until May\n", "  NOTE # until May\n"),
            ("CLIENT_SECRET=IT # was IT\n", "NOTE\n"),
            ("CLIENT_SECRET=`IT`\nCLIENT_SECRET=IT\n", "NOTE\nNOTE\n"),
            ("# CLIENT_SECRET=IT\nCLIENT_SECRET=IT\n", "NOTE\nNOTE\n"),
            ("# CLIENT_SECRET=other\nCLIENT_SECRET=IT\n", "# CLIENT_SECRET=other\nNOTE\n"),
            ("CLIENT_SECRET=\nCLIENT_SECRET=IT\n", "CLIENT_SECRET=\nNOTE\n"),
            ("AAD_APP_CLIENT_SECRET=IT\n", "# AAD_APP_CLIENT_SECRET is in the OS keyring (hallpass)\n"),
            ("AZUREAD__CLIENTSECRET=IT\n", "# AZUREAD__CLIENTSECRET is in the OS keyring (hallpass)\n"),
        ] {
            let of = |text: &str| text.replace("IT", IT).replace("NOTE", NOTE);
            let changed = replaced(&of(before)).unwrap();
            assert_eq!(changed, of(after), "{before:?}");
            assert_eq!(left(&changed, &ClientSecret::new(IT)), [0; 0], "{before:?}");
            assert_eq!(
                find(&changed, Path::new(".env"), None).err().unwrap().code,
                "no-client-secret",
                "the second time"
            );
        }
    }

    #[test]
    fn what_cannot_be_taken_is_said_without_its_text() {
        for (text, code, says) in [
            ("PORT=1\n", "no-client-secret", "CLIENT_SECRET=…"),
            ("", "no-client-secret", "CLIENT_SECRET=…"),
            ("{\"AzureAd\": {\"ClientSecret\": \"IT\"}}", "no-client-secret", "hallpass secret set"),
            ("CLIENT_SECRET=\n", "no-client-secret", "has no value yet"),
            ("CLIENT_SECRET={CLIENT_SECRET}\n", "no-client-secret", "has no value yet"),
            ("# CLIENT_SECRET=IT\n", "no-client-secret", "in a comment"),
            ("# CLIENT_SECRET is in the OS keyring (hallpass)\nDB_PASSWORD=1\n", "no-client-secret", "already"),
            ("MY_CLIENT_SECRET=IT\n", "no-client-secret", "it may be MY_CLIENT_SECRET"),
            ("CLIENT_SECRET=IT\nCLIENT_SECRET=other\n", "several-secrets", "line 2"),
            ("CLIENT_SECRET=IT\nAZURE_CLIENT_SECRET=other\n", "several-secrets", "--name AZURE_CLIENT_SECRET"),
            ("CLIENT_SECRET=\"IT\\n\"\n", "client-secret-not-plain", "single quotes"),
            ("CLIENT_SECRET=\"IT$A\"\n", "client-secret-not-plain", "single quotes"),
            ("CLIENT_SECRET=IT#IT\n", "client-secret-not-plain", "single quotes"),
            ("CLIENT_SECRET='IT\n", "client-secret-not-plain", "single quotes"),
            ("SECRET_AAD_APP_CLIENT_SECRET=crypto_IT\n", "client-secret-not-plain", "may be encrypted"),
        ] {
            let error = replaced(&text.replace("IT", IT)).unwrap_err();
            let told = format!("{} {}", error.message, error.hint.clone().unwrap_or_default());
            assert_eq!(error.code, code, "{text}");
            assert!(told.contains(says) && !told.contains("planted"), "{text}: {told}");
        }
    }

    #[test]
    fn another_one_behind_a_hash_is_seen() {
        for (text, old) in [
            ("CLIENT_SECRET=IT\n", &[][..]),
            ("# CLIENT_SECRET=IT\nCLIENT_SECRET=IT\n", &[]),
            ("# CLIENT_SECRET=\n# CLIENT_SECRET=<the Value>\nCLIENT_SECRET=IT\n", &[]),
            ("PORT=1\n#CLIENT_SECRET=other\nCLIENT_SECRET=IT\n# AZURE_CLIENT_SECRET=third\n", &[2, 4]),
        ] {
            assert_eq!(find(&text.replace("IT", IT), Path::new(".env"), None).unwrap().old, old, "{text}");
        }
    }

    #[test]
    fn one_by_its_name_and_whose_it_is() {
        let text =
            format!("CLIENT_ID=99999999-0000-4000-8000-00000000000a\nCLIENT_SECRET=other\nMY_SECRET={IT}\nOLD={IT}\n");
        let found = find(&text, Path::new(".env"), Some("MY_SECRET")).unwrap();
        assert_eq!(found.client_id.unwrap().to_string(), "99999999-0000-4000-8000-00000000000a");
        assert_eq!(found.names, ["MY_SECRET"]);
        assert_eq!(left(&without(&text, &found), &found.secret), [4]);
    }
}
