//! The folder of an add-in's project: what of single sign-on lies in it, and which one belongs to a profile. Nothing in it is
//! changed.

mod found;
mod remembered;

use std::path::{Path, PathBuf};

use serde::Serialize;
use ts_rs::TS;

use crate::{App, AppError, files, profile};

pub(crate) use found::{environment_file, environment_text, manifests, registrations};
pub use remembered::remembered;

#[cfg(test)]
mod tests;

/// What a project has, as far as it was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ProjectView {
    pub folder: String,
    pub manifests: Vec<FoundManifest>,
    /// Below the folder.
    pub environment: Option<FoundEnvironment>,
    pub registrations: Vec<FoundRegistration>,
    /// `hallpass.toml`, here or above.
    pub facts: Option<String>,
    /// Why that one could not be read.
    pub error: Option<AppError>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FoundManifest {
    /// Below the folder.
    pub file: String,
    /// To open it.
    pub path: String,
    pub name: Option<String>,
    /// Whether it has `WebApplicationInfo`.
    pub has_markup: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FoundEnvironment {
    pub file: String,
    /// The settings in it that say something of single sign-on, by their names; no value.
    pub names: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FoundRegistration {
    pub file: String,
    pub path: String,
    pub name: Option<String>,
    pub client_id: Option<String>,
}

/// Looks into a folder and remembers it for the chosen profile.
///
/// # Errors
/// `folder-not-found`, `not-a-folder`, `folder-is-home`; those of writing a file.
pub fn open(app: &App, folder: &Path) -> Result<(PathBuf, ProjectView), AppError> {
    let folder = checked(folder)?;
    let in_it = App { profile: app.profile.clone().in_folder(Some(folder.clone())), ..app.clone() };
    let view = look(&in_it, &folder);
    remembered::remember(app, &folder)?;
    if app.profile.project_folder.as_ref() != Some(&folder) {
        app.forget_seen_files();
    }
    Ok((folder, view))
}

/// The profile has no project any more, and what was read of it is not its own.
///
/// # Errors
/// Those of removing a file.
pub fn close(app: &App) -> Result<(), AppError> {
    remembered::forget(app)?;
    app.forget_seen_files();
    Ok(())
}

/// What lies in a project.
pub fn look(app: &App, folder: &Path) -> ProjectView {
    let below = |file: &Path| file.strip_prefix(folder).unwrap_or(file).display().to_string();
    let (facts, error) = match profile::project::read(app) {
        Ok(project) => (project.map(|project| project.file.display().to_string()), None),
        Err(error) => (None, Some(error)),
    };
    ProjectView {
        folder: folder.display().to_string(),
        manifests: manifests(folder).iter().filter_map(|file| found::manifest(file, below(file))).collect(),
        environment: environment_file(folder)
            .map(|file| FoundEnvironment { names: found::names_of_single_sign_on(&file), file: below(&file) }),
        registrations: registrations(folder)
            .into_iter()
            .map(|(file, document)| FoundRegistration {
                path: file.display().to_string(),
                file: below(&file),
                name: Some(document.registration.display_name).filter(|name| !name.is_empty()),
                client_id: document.registration.app_id.map(|id| id.to_string()),
            })
            .collect(),
        facts,
        error,
    }
}

/// A folder that is one project's.
fn checked(folder: &Path) -> Result<PathBuf, AppError> {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let shown = folder.display();
    if files::is_file(&folder) {
        let above = folder.parent().unwrap_or(Path::new("/")).display();
        return Err(AppError::could_not_check("not-a-folder", format!("{shown} is a file, not a folder"))
            .with_hint(format!("name the folder of the project: {above}")));
    }
    if !files::exists(&folder) {
        return Err(AppError::could_not_check("folder-not-found", format!("there is no folder {shown}"))
            .with_hint("check the path"));
    }
    if !is_project(&folder) {
        return Err(AppError::usage("folder-is-home", format!("{shown} holds everything, and is no project"))
            .with_hint("name the folder in which your add-in's manifest lies"));
    }
    Ok(folder)
}

/// A home folder, one above it, and the root of a disk are none.
pub(crate) fn is_project(folder: &Path) -> bool {
    folder.parent().is_some() && !etcetera::home_dir().is_ok_and(|home| home.starts_with(folder))
}
