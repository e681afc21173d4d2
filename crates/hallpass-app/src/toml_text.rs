//! TOML that people write.

use serde::Deserialize;

/// What is wrong with a text, in one sentence that begins with the line. The parser's own words show lines of the text and
/// go over several.
pub fn what_is_wrong(error: &toml::de::Error, text: &str) -> String {
    let line = error.span().map(|span| 1 + text.get(..span.start).unwrap_or_default().matches('\n').count());
    let place = line.map_or_else(String::new, |line| format!("line {line}: "));
    let words = error.message().lines().map(str::trim).collect::<Vec<_>>().join(", ");
    format!("{place}{words}")
}

/// Before the other parts are read: a version that is newer than `newest` may have more.
pub fn checked_version(text: &str, newest: u32) -> Result<(), String> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    let Versioned { version } = toml::from_str(text).map_err(|error| what_is_wrong(&error, text))?;
    match version > newest {
        true => Err(format!("it was written by a newer Hallpass (version {version} of its format)")),
        false => Ok(()),
    }
}
