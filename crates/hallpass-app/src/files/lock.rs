use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::write::create_private_folder;
use super::{io_error, remove};
use crate::AppError;

/// An OS file lock: held as long as this lives, and gone with the process however it ends.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// `None` if another process holds it.
    pub fn try_hold(path: &Path) -> Result<Option<Self>, AppError> {
        create_private_folder(path.parent().unwrap_or(Path::new(".")))?;
        // Again if the last holder took the file away between our opening and our locking it: that lock would be on a
        // file that nobody else can see.
        for _ in 0..3 {
            let mut options = File::options();
            options.create(true).truncate(false).write(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let file = options.open(path).map_err(|error| io_error("lock", path, &error))?;
            match file.try_lock() {
                Ok(()) if is_still_there(&file, path) => return Ok(Some(Self { path: path.to_owned(), file })),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(io_error("lock", path, &error)),
            }
        }
        Ok(None)
    }

    /// Takes the file away and lets go of it. On Windows the file stays: there it goes only after the lock, when it may be
    /// another's.
    pub fn release(self) -> Result<(), AppError> {
        let removed = if cfg!(windows) { Ok(()) } else { remove(&self.path) };
        drop(self.file);
        removed
    }
}

#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still_there(_: &File, path: &Path) -> bool {
    fs::exists(path).unwrap_or(false)
}
