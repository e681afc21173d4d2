use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::Path;

use super::io_error;
use crate::AppError;

/// The whole file, if it has at most `limit` bytes.
///
/// # Errors
/// `file-not-found`, `file-is-a-folder`, `not-a-file` and the like, or `file-too-large`; all mean that nothing could be
/// checked.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, AppError> {
    // Before it is opened: that already waits, where nobody writes to a pipe.
    let kind = fs::metadata(path).map_err(|error| io_error("read", path, &error))?;
    if kind.is_dir() {
        return Err(io_error("read", path, &std::io::ErrorKind::IsADirectory.into()));
    }
    if !kind.is_file() && !is_open_pipe(path, &kind) {
        let message = format!("could not read {}: it is a device or a pipe, not a file", path.display());
        return Err(AppError::could_not_check("not-a-file", message)
            .with_hint("name a file; a pipe is read only as /dev/stdin or as a shell's <(command)"));
    }
    let file = File::open(path).map_err(|error| io_error("read", path, &error))?;
    // As long as it is, with room to see its end: growing would leave pieces behind, which nobody wipes where it is a secret.
    let mut bytes = Vec::with_capacity(usize::try_from(kind.len().min(limit)).unwrap_or_default() + 64);
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| io_error("read", path, &error))?;
    if bytes.len() as u64 > limit {
        return Err(AppError::could_not_check(
            "file-too-large",
            format!("{} is larger than {} MB", path.display(), limit / 1_000_000),
        )
        .with_hint("check that it is the file you mean"));
    }
    Ok(bytes)
}

/// A pipe that the shell has opened for this process and handed over, such as `/dev/stdin` or `/dev/fd/63`.
#[cfg(unix)]
fn is_open_pipe(path: &Path, kind: &Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&kind.file_type())
        && (path.starts_with("/dev") || path.starts_with("/proc"))
}

#[cfg(not(unix))]
fn is_open_pipe(_: &Path, _: &Metadata) -> bool {
    false
}

/// As [`read`], and `None` where there is no such file.
pub fn read_if_there(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, AppError> {
    match read(path, limit) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.code == "file-not-found" => Ok(None),
        Err(error) => Err(error),
    }
}

/// The first bytes of a file, at most `limit`.
pub fn read_start(path: &Path, limit: u64) -> Result<Vec<u8>, AppError> {
    let file = File::open(path).map_err(|error| io_error("read", path, &error))?;
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes).map_err(|error| io_error("read", path, &error))?;
    Ok(bytes)
}

/// The names of what lies in a folder, in their order; none where there is no such folder. Names that are no UTF-8 are left
/// out.
///
/// # Errors
/// Those of the operating system, as an error of reading.
pub fn names_in(folder: &Path) -> Result<Vec<String>, AppError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        // A file may have the name of a folder, here or on the way.
        Err(error) if [std::io::ErrorKind::NotFound, std::io::ErrorKind::NotADirectory].contains(&error.kind()) => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(io_error("read", folder, &error)),
    };
    let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    Ok(names)
}

/// How many files lie in a folder and below it, and their length together in bytes; of a file its own. Links are not followed,
/// and what cannot be looked at counts for nothing.
pub fn size(path: &Path) -> (u64, u64) {
    let Ok(kind) = path.symlink_metadata() else { return (0, 0) };
    if !kind.is_dir() {
        return (1, if kind.is_file() { kind.len() } else { 0 });
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries
        .map(|entry| size(&entry.path()))
        .fold((0, 0), |(files, bytes), (more, length)| (files + more, bytes + length))
}

/// In bytes; `None` where the file cannot be asked.
pub fn length(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|kind| kind.len())
}

/// Whether the file has another name beside this one (a hard link), as far as the system tells.
#[cfg(unix)]
pub fn has_another_name(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|kind| std::os::unix::fs::MetadataExt::nlink(&kind) > 1)
}

#[cfg(not(unix))]
pub fn has_another_name(_: &Path) -> bool {
    false
}

pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// Whether a new file could be made there, before the work whose result it is to hold.
///
/// # Errors
/// `file-exists`, also for a link that leads nowhere; `file-not-found` where there is no folder for it.
pub fn check_new(path: &Path) -> Result<(), AppError> {
    if path.symlink_metadata().is_ok() {
        return Err(io_error("write", path, &std::io::ErrorKind::AlreadyExists.into()));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if folder.is_dir() {
        return Ok(());
    }
    let message = format!("could not write {}: there is no such folder", path.display());
    Err(AppError::could_not_check("file-not-found", message).with_hint("make the folder first, or name another"))
}

/// Whether the path is a link, wherever that leads.
pub fn is_link(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|kind| kind.is_symlink())
}

/// Whether a folder is there.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// False for what is not there.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Whether nobody may write to the file, as its mode or attribute says; one that is not there is none.
pub fn is_read_only(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.permissions().readonly())
}
