//! One line of the list: where it is, and how it is taken away.

use std::path::PathBuf;

use serde::Deserialize;
use ts_rs::TS;
use uuid::Uuid;

use super::entry::{KeyringEntry, delete_entry};
use super::part::{FolderKind, delete_part, path_of_part};
use crate::use_case::edit_manifest;
use crate::{App, AppError, files};

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[ts(export)]
pub enum WrittenItem {
    Part {
        folder: FolderKind,
        name: String,
    },
    Keyring {
        entry: KeyringEntry,
    },
    /// The copies of a user's file.
    File {
        #[ts(type = "string")]
        id: Uuid,
    },
}

/// Where it is on disk: of a file's copies the file itself. `None` for what is nowhere, and for what is not in the list.
///
/// # Errors
/// Those of reading a folder.
pub fn place(app: &App, item: &WrittenItem) -> Result<Option<PathBuf>, AppError> {
    match item {
        WrittenItem::Part { folder, name } => path_of_part(app, *folder, name),
        WrittenItem::Keyring { .. } => Ok(None),
        WrittenItem::File { id } => file(app, *id),
    }
}

/// Takes it away; notes, a sentence each. A user's own file stays as it is.
///
/// # Errors
/// `not-deleted` for what cannot be taken away by itself, `practice-running`, `keyring-entry-unknown`; those of removing files,
/// of the keyring and of the profile.
pub async fn delete(app: &App, item: &WrittenItem) -> Result<Vec<String>, AppError> {
    match item {
        WrittenItem::Part { folder, name } => delete_part(app, *folder, name).await.map(|()| Vec::new()),
        WrittenItem::Keyring { entry } => delete_entry(app, entry).await,
        WrittenItem::File { id } => files::forget_all_of(&app.folders.state, *id).map(|()| Vec::new()),
    }
}

/// Puts back what stood in a user's file, by its ID in the list, before the last write of Hallpass's. True: that write made it, so it is gone.
///
/// # Errors
/// `nothing-to-undo`; those of [`edit_manifest::undo`].
pub fn undo_file(app: &App, id: &str) -> Result<bool, AppError> {
    let unknown = || {
        AppError::failed("nothing-to-undo", "it is not known any more which file this was")
            .with_hint("look at the list again")
    };
    let id = id.parse().map_err(|_| unknown())?;
    edit_manifest::undo(app, &file(app, id)?.ok_or_else(unknown)?).map(|undone| undone.deleted)
}

fn file(app: &App, id: Uuid) -> Result<Option<PathBuf>, AppError> {
    let all = files::all_kept(&app.folders.state)?;
    Ok(all.into_iter().find(|kept| kept.id == id).and_then(|kept| kept.file))
}
