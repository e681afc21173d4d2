//! Everything that Hallpass wrote on this machine and elsewhere, in one list: what each is, where, and how it is taken away.

mod entry;
mod item;
mod part;

#[cfg(test)]
mod tests;

use serde::Serialize;
use sso_core::ClientId;
use ts_rs::TS;
use uuid::Uuid;

use crate::profile::{self, ProfileName};
use crate::{App, AppError, files};

pub use entry::KeyringEntry;
pub use item::{WrittenItem, delete, place, undo_file};
pub use part::{FolderKind, Part};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Written {
    pub parts: Vec<Part>,
    pub keyring: Vec<KeyringEntry>,
    /// Why the keyring could not be asked; its entries are then those that the profiles know of.
    pub keyring_error: Option<AppError>,
    pub files: Vec<WrittenFile>,
    pub registrations: Vec<WrittenRegistration>,
    /// Profiles that could not be read: what they know is missing above.
    pub unread: Vec<AppError>,
}

/// A user's file that was changed, of which copies are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct WrittenFile {
    #[ts(type = "string")]
    pub id: Uuid,
    /// `None`: an older Hallpass did not write it down.
    pub path: Option<String>,
    /// It is still there.
    pub there: bool,
    /// How many writes can be taken back.
    pub writes: usize,
    /// A write was made of which no copy is kept, because the file may hold a secret.
    pub not_copied: bool,
    #[ts(type = "number")]
    pub bytes: u64,
}

/// A registration that Hallpass made or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct WrittenRegistration {
    #[ts(type = "string")]
    pub profile: ProfileName,
    pub name: Option<String>,
    #[ts(type = "string")]
    pub client_id: ClientId,
    pub made_here: bool,
    /// What the last run did, in the words of the steps that take it back; none: nothing can be taken back.
    pub last_run: Vec<String>,
}

/// # Errors
/// Those of reading a folder of Hallpass's own.
pub async fn written(app: &App) -> Result<Written, AppError> {
    let (mut registrations, mut unread, mut profiles) = (Vec::new(), Vec::new(), Vec::new());
    for name in profile::names(&app.folders)? {
        let of_it = App { profile: app.profile.of_another(name), ..app.clone() };
        match profile::read(&of_it) {
            Ok(Some(profile)) => {
                registrations.extend(registration(of_it.profile.name(), &profile));
                profiles.push((of_it, profile));
            }
            Ok(None) => {}
            Err(error) => unread.push(error),
        }
    }
    let (keyring, keyring_error) = entry::entries(&profiles).await?;
    Ok(Written { parts: part::parts(app)?, keyring, keyring_error, files: kept_files(app)?, registrations, unread })
}

fn registration(name: &ProfileName, profile: &profile::Profile) -> Option<WrittenRegistration> {
    let record = profile.registration.as_ref().filter(|record| record.made_here || !record.runs.is_empty())?;
    Some(WrittenRegistration {
        profile: name.clone(),
        name: profile.facts.name.clone(),
        client_id: record.client_id,
        made_here: record.made_here,
        last_run: record.runs.last().iter().flat_map(|run| &run.undo).map(|step| step.title.clone()).collect(),
    })
}

fn kept_files(app: &App) -> Result<Vec<WrittenFile>, AppError> {
    let all = files::all_kept(&app.folders.state)?;
    // One whose writes were all taken back is as it was.
    let all = all.into_iter().filter(|kept| kept.writes > 0 || kept.not_copied);
    let shown = all.map(|kept| WrittenFile {
        id: kept.id,
        there: kept.file.as_ref().is_some_and(|file| files::is_file(file)),
        path: kept.file.map(|file| file.display().to_string()),
        writes: kept.writes,
        not_copied: kept.not_copied,
        bytes: files::size(&kept.folder).1,
    });
    Ok(shown.collect())
}
