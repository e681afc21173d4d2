//! The files of profiles: read, and changed one program after the other.

use std::ffi::OsStr;
use std::path::PathBuf;

use super::{Profile, ProfileName, VERSION};
use crate::files::{self, Turn};
use crate::toml_text::{checked_version, what_is_wrong};
use crate::{App, AppError, Folders};

/// Each run that may be taken back keeps what it changed, before and after.
pub(super) const LIMIT: u64 = 10_000_000;

const ENDING: &str = "toml";

/// Where the chosen profile is kept, whether it is there or not.
pub fn path(app: &App) -> PathBuf {
    path_of(&app.folders, app.profile.name())
}

fn folder(folders: &Folders) -> PathBuf {
    folders.config.join("profiles")
}

fn path_of(folders: &Folders, name: &ProfileName) -> PathBuf {
    folder(folders).join(format!("{name}.{ENDING}"))
}

/// Whether the chosen profile has a file.
pub fn is_there(app: &App) -> bool {
    files::is_file(&path(app))
}

/// The names of the profiles that have a file, in their order. What has another name than a profile may have is none.
///
/// # Errors
/// Those of reading a folder.
pub fn names(folders: &Folders) -> Result<Vec<ProfileName>, AppError> {
    let mut names: Vec<ProfileName> = files::names_in(&folder(folders))?
        .iter()
        .filter_map(|name| {
            let path = std::path::Path::new(name);
            let is_one = path.extension() == Some(OsStr::new(ENDING));
            is_one.then(|| path.file_stem()?.to_str()?.parse().ok()).flatten()
        })
        .collect();
    names.sort();
    Ok(names)
}

/// Two names that differ in capital letters alone are one file on some disks and two on others.
///
/// # Errors
/// `profile-name-taken`
pub(super) fn check_alike(folders: &Folders, name: &ProfileName) -> Result<(), AppError> {
    match names(folders)?.iter().find(|there| *there != name && there.is_alike(name)) {
        Some(there) => Err(AppError::usage(
            "profile-name-taken",
            format!("the profile {name} differs from {there} in capital letters alone"),
        )
        .with_hint(format!("write {there}, or choose another name"))),
        None => Ok(()),
    }
}

/// The chosen profile, or `None` where there is none yet.
///
/// # Errors
/// `profile-not-readable` where the file is no profile, or of a newer version: it is left as it is. Those of reading a file.
pub fn read(app: &App) -> Result<Option<Profile>, AppError> {
    let path = path(app);
    let Some(bytes) = files::read_if_there(&path, LIMIT)? else { return Ok(None) };
    let unreadable = |why: String| {
        AppError::could_not_check("profile-not-readable", format!("could not read {}: {why}", path.display()))
            .with_hint("mend it, or move it away to begin a new one")
    };
    let text = String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8".to_owned()))?;
    checked_version(&text, VERSION)
        .and_then(|()| toml::from_str(&text).map_err(|error| what_is_wrong(&error, &text)))
        .map(|mut profile: Profile| {
            profile.bind_credentials();
            Some(profile)
        })
        .map_err(unreadable)
}

/// Reads the chosen profile, changes it and writes it, with every other program kept out meanwhile; where there is none, one
/// is begun. What `change` does must be quick, and must change no profile itself.
///
/// # Errors
/// Those of [`read`] and of writing; `profile-in-use` where another program does not let go of it.
pub fn change(app: &App, change: impl FnOnce(&mut Profile)) -> Result<Profile, AppError> {
    try_change(app, |profile| {
        change(profile);
        Ok(())
    })
}

/// As [`change`]; where it fails, nothing is written.
///
/// # Errors
/// Those of [`change`], and its own.
pub fn try_change(app: &App, change: impl FnOnce(&mut Profile) -> Result<(), AppError>) -> Result<Profile, AppError> {
    let _turn = turn(app)?;
    let there = read(app)?;
    let mut profile = there.clone().unwrap_or_else(|| Profile::new(app.draw_guid()));
    change(&mut profile)?;
    if there.as_ref() != Some(&profile) {
        write(app, &profile)?;
    }
    Ok(profile)
}

/// Makes the changes of a long run that lead from `before`, as it was read or last written, to `after`. What others changed
/// since then stays.
///
/// # Errors
/// Those of [`change`].
pub fn carry_over(app: &App, before: &Profile, after: &Profile) -> Result<(), AppError> {
    let _turn = turn(app)?;
    let mut profile = read(app)?.unwrap_or_else(|| before.clone());
    profile.carry_over(before, after);
    write(app, &profile)
}

/// Takes the chosen profile away, if it still is as somebody read it: what another program put in since may name an entry of
/// the keyring.
///
/// # Errors
/// `profile-in-use`, also where it was changed; those of removing a file.
pub fn remove(app: &App, seen: &Profile) -> Result<(), AppError> {
    let _turn = turn(app)?;
    if read(app)?.is_some_and(|there| there != *seen) {
        return Err(in_use(app));
    }
    files::remove(&path(app))
}

fn turn(app: &App) -> Result<Turn, AppError> {
    let lock = app.folders.state.join("profiles").join(format!("{}.lock", app.profile.name()));
    Turn::of_lock(&lock, || in_use(app))
}

fn in_use(app: &App) -> AppError {
    AppError::could_not_check(
        "profile-in-use",
        format!("another run of Hallpass is writing the profile {}; it was left as it is", app.profile.name()),
    )
    .with_hint("let the other one end, then try again")
}

/// Whole or not at all, readable by its owner alone.
fn write(app: &App, profile: &Profile) -> Result<(), AppError> {
    let text = toml::to_string(profile).map_err(|error| {
        AppError::failed("profile-not-writable", format!("the profile could not be written: {error}"))
            .with_hint("report this as a bug of Hallpass")
    })?;
    files::write_private(&path(app), text.as_bytes())
}

/// Puts a profile down as it is, in the place of what is there: how tests begin.
#[cfg(test)]
pub(crate) fn put(app: &App, profile: &Profile) {
    write(app, profile).unwrap();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What names an entry of the keyring is not forgotten with it.
    #[test]
    fn what_was_changed_since_it_was_seen_is_not_removed() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(folder.path()));
        let seen = change(&app, |_| {}).unwrap();
        let changed = change(&app, |profile| profile.facts.name = Some("Budget".to_owned())).unwrap();
        assert_eq!(remove(&app, &seen).unwrap_err().code, "profile-in-use");
        assert_eq!(read(&app).unwrap(), Some(changed.clone()));
        remove(&app, &changed).unwrap();
        remove(&app, &changed).unwrap();
        assert_eq!(read(&app).unwrap(), None);
    }
}
