//! Tokens and secrets: from standard input or a named variable, never from an argument.

use std::ffi::OsString;
use std::io::{IsTerminal as _, Read};

use hallpass_app::AppError;
use hallpass_app::use_case::on_behalf_of::is_file;
use secrecy::SecretString;

use super::finding::quoted;
use crate::output::Output;

/// More than any token; what is longer is no token.
const LIMIT: u64 = 2_000_000;

type Result<T> = std::result::Result<T, AppError>;

/// Nothing, or the hyphen that stands for standard input. What stands there instead is not repeated: it may be a token.
/// `how`: the command as it is right.
pub fn by_standard_input(input: &[OsString], how: &str) -> Result<()> {
    match input {
        [] => Ok(()),
        [hyphen] if hyphen == "-" => Ok(()),
        // No token names a file that is there.
        [file] if is_file(file) => {
            let file = quoted(&file.to_string_lossy());
            Err(AppError::usage("token-is-file", format!("standard input is read, not a file: {file}"))
                .with_hint(format!("pipe the file in: {}", how.replace("token.txt", &file))))
        }
        _ => {
            Err(AppError::usage("token-as-argument", "a token is never an argument: other programs can read it there")
                .with_hint(format!("pipe it in instead: {how}")))
        }
    }
}

/// What stands in standard input, in a type that does not print.
pub fn pasted(how: &str, output: &mut Output) -> Result<SecretString> {
    let text = text(output)?;
    if text.trim().is_empty() {
        return Err(AppError::usage("standard-input-empty", "there is no token in standard input")
            .with_hint(format!("pipe the token in: {how}")));
    }
    Ok(SecretString::from(text))
}

/// What stands in standard input.
pub fn text(output: &mut Output) -> Result<String> {
    waiting(output);
    let mut text = String::new();
    std::io::stdin().take(LIMIT).read_to_string(&mut text).map_err(|error| {
        AppError::could_not_check("standard-input", format!("standard input could not be read: {error}"))
            .with_hint("pipe text into it")
    })?;
    Ok(text)
}

/// Says that standard input is read, where a person sits before it and nothing has been pasted.
pub fn waiting(output: &mut Output) {
    const END: &str = if cfg!(windows) { "Ctrl-Z and Enter" } else { "Enter and Ctrl-D" };
    if std::io::stdin().is_terminal() {
        output.note(&format!("standard input is read: paste it, then press {END}"));
    }
}

/// The value of a variable that was named for `flag`. The name is not repeated: people give the value in its place.
pub fn of_environment(flag: &str, name: &str) -> Result<SecretString> {
    std::env::var(name).map(SecretString::from).map_err(|_| {
        let message = format!("the variable that {flag} names is not set, or is no text");
        AppError::usage("variable-not-set", message)
            .with_hint(format!("name the variable, never its value: {flag} NAME"))
    })
}
