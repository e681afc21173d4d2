//! Which profile is meant: named, or chosen before, or `default`.

use std::path::PathBuf;

use serde::Serialize;

use super::{ProfileName, file};
use crate::{AppError, Folders, files};

/// Which profile use cases read and write, and where a project's own facts are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProfileChoice {
    name: ProfileName,
    by: ChosenBy,
    /// Where a person stands: `hallpass.toml` is looked for there and above. `None`: nowhere, as in the window, which is
    /// started from anywhere.
    pub project_folder: Option<PathBuf>,
}

/// Who said which profile.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChosenBy {
    /// `--profile`
    Flag,
    /// `HALLPASS_PROFILE`
    Environment,
    /// `hallpass profile use`
    Use,
    /// Nobody.
    #[default]
    Default,
}

/// A name and its line end.
const LIMIT: u64 = 1_000;

impl ProfileChoice {
    /// `named`: the one that the command line or the environment names; without it the one that is kept as chosen.
    ///
    /// # Errors
    /// `profile-name`, `profile-name-taken`; `profile-choice-not-readable` where what is kept names none.
    pub fn of(
        folders: &Folders,
        named: Option<(&str, ChosenBy)>,
        project_folder: Option<PathBuf>,
    ) -> Result<Self, AppError> {
        let (name, by) = match named {
            Some((name, by)) => (name.parse()?, by),
            None => match kept(folders)? {
                Some(name) => (name, ChosenBy::Use),
                None => (ProfileName::default(), ChosenBy::Default),
            },
        };
        file::check_alike(folders, &name)?;
        Ok(Self { name, by, project_folder })
    }

    /// The same, of another profile that a command names.
    pub fn of_another(&self, name: ProfileName) -> Self {
        Self { name, by: ChosenBy::Flag, project_folder: self.project_folder.clone() }
    }

    /// The same with another place where a project's own facts are looked for.
    pub fn in_folder(self, project_folder: Option<PathBuf>) -> Self {
        Self { project_folder, ..self }
    }

    pub fn name(&self) -> &ProfileName {
        &self.name
    }

    pub fn by(&self) -> ChosenBy {
        self.by
    }
}

fn path(folders: &Folders) -> PathBuf {
    folders.config.join("profile")
}

/// The one that was chosen by `profile use`.
pub(crate) fn kept(folders: &Folders) -> Result<Option<ProfileName>, AppError> {
    let path = path(folders);
    let Some(bytes) = files::read_if_there(&path, LIMIT)? else { return Ok(None) };
    let text = String::from_utf8_lossy(&bytes);
    let name = text.trim().parse().map_err(|error: AppError| {
        AppError::could_not_check(
            "profile-choice-not-readable",
            format!("{} does not say which profile is chosen: {}", path.display(), error.message),
        )
        .with_hint("choose one: hallpass profile use NAME --profile NAME")
    })?;
    Ok(Some(name))
}

/// Keeps a choice.
pub(crate) fn keep(folders: &Folders, name: &ProfileName) -> Result<(), AppError> {
    files::write_private(&path(folders), format!("{name}\n").as_bytes())
}

/// `default` is chosen again.
pub(crate) fn forget(folders: &Folders) -> Result<(), AppError> {
    files::remove(&path(folders))
}
