//! What lies in Hallpass's own folders.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{App, AppError, activity, files, practice};

/// Which of its folders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum FolderKind {
    Config,
    State,
    Cache,
}

/// One file or folder in there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Part {
    pub folder: FolderKind,
    /// Its name in there.
    pub name: String,
    pub path: String,
    /// How many, with those below.
    #[ts(type = "number")]
    pub files: u64,
    #[ts(type = "number")]
    pub bytes: u64,
    /// It can be taken away by itself and nothing breaks. Of the others the rest of the list takes what they hold.
    pub deletable: bool,
}

/// What is made anew when it is wanted, or of no use to anybody but the person who reads it.
const DELETABLE: [(FolderKind, &str); 6] = [
    (FolderKind::Config, "settings.toml"),
    (FolderKind::State, "activity"),
    (FolderKind::State, "kept"),
    (FolderKind::State, "no-tray-told"),
    (FolderKind::State, PRACTICE),
    (FolderKind::Cache, "keys"),
];

/// Keys and certificate of the practice tenant.
const PRACTICE: &str = "practice";

/// Folder by folder, by name. With everything under one folder the others lie in the first and are not told twice.
pub(super) fn parts(app: &App) -> Result<Vec<Part>, AppError> {
    let folders = [FolderKind::Config, FolderKind::State, FolderKind::Cache];
    let own: Vec<&Path> = folders.iter().map(|kind| path(app, *kind)).collect();
    let mut parts = Vec::new();
    for kind in folders {
        for name in files::names_in(path(app, kind))? {
            let at = path(app, kind).join(&name);
            let (files, bytes) = files::size(&at);
            if files > 0 && !own.contains(&at.as_path()) {
                let deletable = DELETABLE.contains(&(kind, name.as_str()));
                parts.push(Part { folder: kind, path: at.display().to_string(), name, files, bytes, deletable });
            }
        }
    }
    Ok(parts)
}

fn path(app: &App, kind: FolderKind) -> &Path {
    match kind {
        FolderKind::Config => &app.folders.config,
        FolderKind::State => &app.folders.state,
        FolderKind::Cache => &app.folders.cache,
    }
}

/// Where a part of the list lies; `None` for what is not in it.
///
/// # Errors
/// Those of reading a folder.
pub(super) fn path_of_part(app: &App, folder: FolderKind, name: &str) -> Result<Option<PathBuf>, AppError> {
    let there = files::names_in(path(app, folder))?.iter().any(|there| there == name);
    Ok(there.then(|| path(app, folder).join(name)))
}

/// Takes one away.
///
/// # Errors
/// `not-deleted` for what cannot be taken away by itself; `practice-running`; those of removing files.
pub(super) async fn delete_part(app: &App, folder: FolderKind, name: &str) -> Result<(), AppError> {
    if !DELETABLE.contains(&(folder, name)) {
        return Err(AppError::usage("not-deleted", format!("{name} is not taken away by itself"))
            .with_hint("delete what it holds, which the list names"));
    }
    match name {
        "activity" => return activity::clear(app),
        PRACTICE if practice::running(app).await.is_ok() => {
            return Err(AppError::failed("practice-running", "the practice tenant runs with this certificate")
                .with_hint("end the practice tenant first"));
        }
        _ => {}
    }
    let at = path(app, folder).join(name);
    if files::is_folder(&at) { files::remove_folder(&at) } else { files::remove(&at) }
}
