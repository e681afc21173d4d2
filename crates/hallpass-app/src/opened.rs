//! Which manifest a person works on, profile by profile: `<state>/opened/<profile>.json`. The tray checks it while no window
//! is open, also after the next start.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::{App, AppError, files};

const LIMIT: u64 = 100_000;

#[derive(Default, Serialize, Deserialize)]
struct Opened {
    #[serde(default)]
    manifest: Option<PathBuf>,
}

fn path(app: &App) -> PathBuf {
    app.folders.state.join("opened").join(format!("{}.json", app.profile.name()))
}

/// The manifest that was opened last for the chosen profile, whether it is still there or not. What cannot be read is
/// none: a person opens it again.
pub fn manifest(app: &App) -> Option<PathBuf> {
    let bytes = files::read_if_there(&path(app), LIMIT).ok()??;
    serde_json::from_slice::<Opened>(&bytes).ok()?.manifest
}

/// Remembers it. A path that is no UTF-8 is not remembered: it could not be read again.
///
/// # Errors
/// Those of writing a file.
pub fn keep_manifest(app: &App, file: &Path) -> Result<(), AppError> {
    let manifest = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    match serde_json::to_vec(&Opened { manifest: Some(manifest) }) {
        Ok(bytes) => files::write_private(&path(app), &bytes),
        Err(_) => Ok(()),
    }
}

/// The profile is gone.
///
/// # Errors
/// Those of removing a file.
pub(crate) fn forget(app: &App) -> Result<(), AppError> {
    files::remove(&path(app))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folders;

    #[test]
    fn each_profile_has_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(folder.path()));
        assert_eq!(manifest(&app), None);
        let file = folder.path().join("manifest.xml");
        keep_manifest(&app, &file).unwrap();
        assert_eq!(manifest(&app), Some(file));
        let other = App { profile: app.profile.of_another("other".parse().unwrap()), ..app.clone() };
        assert_eq!(manifest(&other), None);

        files::write_private(&path(&app), b"{").unwrap();
        assert_eq!(manifest(&app), None, "what is damaged is none");
    }
}
