use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::io_error;
use crate::AppError;

/// Puts new content in the place of an existing file, atomically: whoever looks sees the old bytes or the new ones.
/// Mode and owner's wish stay: a symlink stays one (its target is replaced), permissions are those of before.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let doing = "write";
    let target = fs::canonicalize(path).map_err(|error| io_error(doing, path, &error))?;
    let permissions = fs::metadata(&target).map_err(|error| io_error(doing, path, &error))?.permissions();
    if permissions.readonly() {
        return Err(io_error(doing, path, &std::io::ErrorKind::PermissionDenied.into()));
    }
    let mut file = beside(&target)?;
    file.write_all(bytes).map_err(|error| io_error(doing, path, &error))?;
    fs::set_permissions(file.path(), permissions).map_err(|error| io_error(doing, path, &error))?;
    finish(file, &target)
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

/// Writes a file that only its owner may read (0600), in folders that only its owner may enter, atomically.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    create_private_folder(folder)?;
    // A named temporary file is 0600 from its first byte.
    let mut file = beside(path)?;
    file.write_all(bytes).map_err(|error| io_error("write", path, &error))?;
    finish(file, path)
}

/// Adds at the end of a file, in one piece; one that is not there is made. The product itself adds to no file.
#[cfg(debug_assertions)]
pub fn append(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let mut file =
        fs::OpenOptions::new().append(true).create(true).open(path).map_err(|error| io_error("write", path, &error))?;
    file.write_all(bytes).map_err(|error| io_error("write", path, &error))
}

/// Takes a file away; one that is not there is no error.
pub fn remove(path: &Path) -> Result<(), AppError> {
    match fs::remove_file(path) {
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
