//! Which project belongs to which profile: `<state>/projects/<profile>`, a path.

use std::path::{Path, PathBuf};

use crate::{App, AppError, files};

/// A path and its line end.
const LIMIT: u64 = 10_000;

fn file(app: &App) -> PathBuf {
    app.folders.state.join("projects").join(app.profile.name().as_str())
}

/// A path that is no UTF-8 is not remembered: it could not be read again.
pub(super) fn remember(app: &App, folder: &Path) -> Result<(), AppError> {
    match folder.to_str() {
        Some(path) => files::write_private(&file(app), format!("{path}\n").as_bytes()),
        None => Ok(()),
    }
}

/// The project of the chosen profile, if it is still there.
pub fn remembered(app: &App) -> Option<PathBuf> {
    let bytes = files::read_if_there(&file(app), LIMIT).ok()??;
    let path = PathBuf::from(String::from_utf8(bytes).ok()?.trim_end_matches(['\n', '\r']));
    (path.is_absolute() && files::exists(&path) && !files::is_file(&path)).then_some(path)
}

/// The profile has no project any more.
///
/// # Errors
/// Those of removing a file.
pub(super) fn forget(app: &App) -> Result<(), AppError> {
    files::remove(&file(app))
}
