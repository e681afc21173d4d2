//! What a person set about Hallpass itself: `<config>/settings.toml`, versioned and readable. What is about one add-in is in
//! its profile.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::files::{self, Turn};
use crate::toml_text::{checked_version, what_is_wrong};
use crate::{AppError, Folders};

/// The newest format that is written and read.
const VERSION: u32 = 1;

const LIMIT: u64 = 100_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    version: u32,
    pub theme: Theme,
    /// Whether what comes by itself is told: an end that is near, a manifest that breaks.
    pub notifications: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { version: VERSION, theme: Theme::System, notifications: true }
    }
}

/// How the window looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Theme {
    /// As the desktop does.
    #[default]
    System,
    Light,
    Dark,
}

pub fn path(folders: &Folders) -> PathBuf {
    folders.config.join("settings.toml")
}

/// Where there is no file, what holds without one.
///
/// # Errors
/// `settings-not-readable` with the line, where the file says something that is no setting, or is of a newer version; those
/// of reading a file.
pub fn read(folders: &Folders) -> Result<Settings, AppError> {
    let path = path(folders);
    let Some(bytes) = files::read_if_there(&path, LIMIT)? else { return Ok(Settings::default()) };
    let unreadable = |why: String| {
        AppError::could_not_check("settings-not-readable", format!("could not read {}: {why}", path.display()))
            .with_hint("mend it, or move it away to begin with what holds without it; it was left as it is")
    };
    let text = String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8".to_owned()))?;
    checked_version(&text, VERSION)
        .and_then(|()| toml::from_str(&text).map_err(|error| what_is_wrong(&error, &text)))
        .map_err(unreadable)
}

/// Reads, changes and writes, with every other program kept out meanwhile. A file that cannot be read is left as it is.
///
/// # Errors
/// Those of [`read`] and of writing a file.
pub fn change(folders: &Folders, change: impl FnOnce(&mut Settings)) -> Result<Settings, AppError> {
    let path = path(folders);
    let _turn = Turn::of_lock(&folders.state.join("settings.lock"), || {
        AppError::could_not_check("settings-in-use", "another run of Hallpass is writing the settings")
            .with_hint("let the other one end, then try again")
    })?;
    let mut settings = read(folders)?;
    change(&mut settings);
    let text = toml::to_string(&settings).map_err(|error| {
        AppError::failed("settings-not-writable", format!("the settings could not be written: {error}"))
            .with_hint("report this as a bug of Hallpass")
    })?;
    files::write_private(&path, text.as_bytes())?;
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::under(folder.path());
        assert_eq!(read(&folders), Ok(Settings::default()));
        change(&folders, |settings| settings.theme = Theme::Dark).unwrap();
        change(&folders, |settings| settings.notifications = false).unwrap();
        assert_eq!(read(&folders), Ok(Settings { theme: Theme::Dark, notifications: false, ..Settings::default() }));
    }

    #[test]
    fn what_cannot_be_read_is_said_and_stays() {
        for (text, expected) in [
            ("version = 1\ntheme = \"dark\"\n", None),
            ("version = 1\n", None),
            ("version = 1\ncolour = \"red\"\n", Some("line 2: unknown field `colour`")),
            ("version = 1\ntheme = \"sepia\"\n", Some("line 2: unknown variant `sepia`")),
            ("version = 2\nsound = true\n", Some("newer Hallpass")),
            ("theme = \"dark\"\n", Some("missing field `version`")),
            ("version", Some("line 1: ")),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let folders = Folders::under(folder.path());
            std::fs::write(path(&folders), text).unwrap();
            let changed = change(&folders, |settings| settings.theme = Theme::Light);
            match expected {
                None => assert_eq!(changed.unwrap().theme, Theme::Light, "{text}"),
                Some(words) => {
                    let error = changed.unwrap_err();
                    assert_eq!(error.code, "settings-not-readable");
                    assert!(error.message.contains(words), "{}", error.message);
                    assert_eq!(std::fs::read_to_string(path(&folders)).unwrap(), text, "it was left as it is");
                }
            }
        }
    }
}
