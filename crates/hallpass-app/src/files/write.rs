use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{io_error, is_link, read};
use crate::AppError;

/// Puts new content in the place of an existing file, atomically: whoever looks sees the old bytes or the new ones.
/// Mode and owner stay, and a symlink stays one (its target is replaced). Another name of the same file (a hard link)
/// keeps the old bytes: that is what a write that is whole or does not happen costs.
///
/// # Errors
/// `changed-since` if the file no longer holds `before`; nothing is written then. `file-not-allowed` also where the file
/// could not be given to the owner it had.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), AppError> {
    Replacement::prepared(path, after)?.put(before)
}

/// New content of a file, on the disk beside it: whatever may go wrong has gone well, and nothing is changed yet. Dropped, it
/// is gone.
pub struct Replacement {
    path: PathBuf,
    target: PathBuf,
    file: tempfile::NamedTempFile,
}

impl Replacement {
    /// # Errors
    /// Those of [`replace`] but `changed-since`.
    pub fn prepared(path: &Path, after: &[u8]) -> Result<Self, AppError> {
        let failed = |error: std::io::Error| io_error("write", path, &error);
        let target = fs::canonicalize(path).map_err(failed)?;
        let there = fs::metadata(&target).map_err(failed)?;
        if there.permissions().readonly() {
            return Err(failed(std::io::ErrorKind::PermissionDenied.into()));
        }
        let mut file = beside(&target)?;
        file.write_all(after).map_err(failed)?;
        keep_owner(file.as_file(), &there).map_err(failed)?;
        fs::set_permissions(file.path(), there.permissions()).map_err(failed)?;
        file.as_file().sync_all().map_err(failed)?;
        Ok(Self { path: path.to_owned(), target, file })
    }

    /// In the place of the file, which must still hold `before`.
    ///
    /// # Errors
    /// As [`replace`].
    pub fn put(self, before: &[u8]) -> Result<(), AppError> {
        let Self { path, target, file } = self;
        // As late as can be: an editor may have saved meanwhile.
        if read(&target, before.len() as u64).ok().as_deref() != Some(before) {
            return Err(AppError::failed(
                "changed-since",
                format!("{} changed while the change was worked out, so it was left as it is", path.display()),
            )
            .with_hint("run the same command again"));
        }
        file.persist(&target).map_err(|error| io_error("write", &path, &error.error))?;
        Ok(())
    }
}

/// A file made by root, or in a folder that hands its group on, is not its writer's. Before the mode is set: a change of
/// the owner takes parts of it away.
#[cfg(unix)]
fn keep_owner(file: &fs::File, there: &fs::Metadata) -> std::io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let made = file.metadata()?;
    if (made.uid(), made.gid()) == (there.uid(), there.gid()) {
        return Ok(());
    }
    fchown(file, Some(there.uid()), Some(there.gid()))
}

#[cfg(not(unix))]
fn keep_owner(_: &fs::File, _: &fs::Metadata) -> std::io::Result<()> {
    Ok(())
}

/// Writes a file that is not there yet, whole or not at all, with the mode that new files have here.
///
/// # Errors
/// `file-exists`: nothing is overwritten.
pub fn create_new(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let doing = "write";
    let mut builder = tempfile::Builder::new();
    // A temporary file is private unless it is told otherwise; the user's mask takes its part away.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = in_folder_of(path, &mut builder)?;
    file.write_all(bytes).map_err(|error| io_error(doing, path, &error))?;
    file.as_file().sync_all().map_err(|error| io_error(doing, path, &error))?;
    file.persist_noclobber(path).map_err(|error| io_error(doing, path, &error.error))?;
    Ok(())
}

/// Writes a file that only its owner may read (0600), in folders that only its owner may enter, atomically. A link stays one:
/// its target is replaced.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    create_private_folder(folder)?;
    // One that leads nowhere is replaced itself.
    let target = if is_link(path) { fs::canonicalize(path).ok() } else { None };
    let path = target.as_deref().unwrap_or(path);
    // A named temporary file is 0600 from its first byte.
    let mut file = beside(path)?;
    file.write_all(bytes).map_err(|error| io_error("write", path, &error))?;
    finish(file, path)
}

/// As [`create_new`], for a file that only its owner may read.
///
/// # Errors
/// `file-exists`: nothing is overwritten.
pub fn create_new_private(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let mut file = in_folder_of(path, &mut tempfile::Builder::new())?;
    file.write_all(bytes).map_err(|error| io_error("write", path, &error))?;
    file.as_file().sync_all().map_err(|error| io_error("write", path, &error))?;
    file.persist_noclobber(path).map_err(|error| io_error("write", path, &error.error))?;
    Ok(())
}

/// Gives a file another name, in the place of what has it.
pub fn rename(from: &Path, to: &Path) -> Result<(), AppError> {
    fs::rename(from, to).map_err(|error| io_error("rename", from, &error))
}

/// Adds at the end of a file that only its owner may read, in one piece, so that two runs at once do not mix; one that is
/// not there is made.
pub fn append_private(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    create_private_folder(path.parent().unwrap_or(Path::new(".")))?;
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|error| io_error("write", path, &error))?;
    file.write_all(bytes).map_err(|error| io_error("write", path, &error))
}

/// Adds at the end of a file, in one piece; one that is not there is made. For what tests want to see.
#[cfg(debug_assertions)]
pub fn append(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let mut file =
        fs::OpenOptions::new().append(true).create(true).open(path).map_err(|error| io_error("write", path, &error))?;
    file.write_all(bytes).map_err(|error| io_error("write", path, &error))
}

/// Makes a folder, with those above it, as the user's own; one that is there is no error.
pub fn create_folder(path: &Path) -> Result<(), AppError> {
    fs::create_dir_all(path).map_err(|error| io_error("create the folder", path, &error))
}

/// Takes a file away; one that is not there is no error.
pub fn remove(path: &Path) -> Result<(), AppError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io_error("remove", path, &error)),
        _ => Ok(()),
    }
}

/// Takes a folder away with all that is in it; one that is not there is no error. A link is taken away and not followed.
pub fn remove_folder(path: &Path) -> Result<(), AppError> {
    let removed = match path.is_symlink() {
        true => fs::remove_file(path),
        false => fs::remove_dir_all(path),
    };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io_error("remove", path, &error)),
        _ => Ok(()),
    }
}

pub(super) fn create_private_folder(folder: &Path) -> Result<(), AppError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| io_error("create the folder", folder, &error))
}

fn beside(path: &Path) -> Result<tempfile::NamedTempFile, AppError> {
    in_folder_of(path, &mut tempfile::Builder::new())
}

fn in_folder_of(path: &Path, builder: &mut tempfile::Builder<'_, '_>) -> Result<tempfile::NamedTempFile, AppError> {
    let folder: PathBuf =
        path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")).into();
    builder.prefix(".hallpass-").tempfile_in(&folder).map_err(|error| io_error("write in", &folder, &error))
}

fn finish(file: tempfile::NamedTempFile, path: &Path) -> Result<(), AppError> {
    file.as_file().sync_all().map_err(|error| io_error("write", path, &error))?;
    file.persist(path).map_err(|error| io_error("write", path, &error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// People keep their settings elsewhere and put a link in the place of a file.
    #[cfg(unix)]
    #[test]
    fn a_link_stays_one() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("elsewhere")).unwrap();
        fs::write(path("elsewhere/work.toml"), "before").unwrap();
        symlink("elsewhere/work.toml", path("work.toml")).unwrap();
        symlink("nowhere/work.toml", path("lost.toml")).unwrap();
        for (name, is_link) in [("work.toml", true), ("lost.toml", false), ("new.toml", false)] {
            write_private(&path(name), b"after").unwrap();
            assert_eq!(fs::read_to_string(path(name)).unwrap(), "after", "{name}");
            assert_eq!(path(name).is_symlink(), is_link, "{name}");
            assert_eq!(fs::metadata(path(name)).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
        }
        assert_eq!(fs::read_to_string(path("elsewhere/work.toml")).unwrap(), "after");
    }

    #[test]
    fn what_changed_meanwhile_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest.xml");
        for (now, is_written) in [("before", true), ("other!", false), ("before and more", false), ("bef", false)] {
            fs::write(&path, now).unwrap();
            let result = replace(&path, b"before", b"after");
            assert_eq!(
                result.map_err(|error| error.code),
                if is_written { Ok(()) } else { Err("changed-since".into()) }
            );
            assert_eq!(fs::read_to_string(&path).unwrap(), if is_written { "after" } else { now });
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something is left beside it");
    }
}
