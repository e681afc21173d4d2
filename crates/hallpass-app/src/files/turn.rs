//! One at a time: who reads a user's file to write it holds its turn until the file is written.

use std::path::Path;
use std::thread;
use std::time::Duration;

use super::Lock;
use super::kept::folder_of;
use crate::AppError;

/// A turn is a read, an edit and a write: whoever has waited ten seconds waits for what hangs.
const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// Held as long as this lives. It keeps other runs of Hallpass out, no other program.
#[derive(Debug)]
pub struct Turn(Option<Lock>);

impl Turn {
    /// Waits until no other run of Hallpass is at this file.
    ///
    /// # Errors
    /// Those of finding the file; `file-in-use` if another run does not come to its end; `state-not-writable`.
    pub fn wait(state: &Path, file: &Path) -> Result<Self, AppError> {
        let path = folder_of(state, file)?.with_extension("lock");
        match held(&path) {
            Ok(Some(lock)) => Ok(Self(Some(lock))),
            Ok(None) => Err(in_use(file)),
            Err(error) => Err(not_kept(file, &error)),
        }
    }

    /// The same for a file of our own, which need not be there yet: the lock is beside it.
    ///
    /// # Errors
    /// `file-in-use`; those of locking a file.
    pub fn of_own(file: &Path) -> Result<Self, AppError> {
        Self::of_lock(&file.with_extension("lock"), || in_use(file))
    }

    /// The same for what is no user's file: `lock` is the file of the lock itself.
    ///
    /// # Errors
    /// `in_use` if another run does not come to its end; those of making the lock's file.
    pub fn of_lock(lock: &Path, in_use: impl FnOnce() -> AppError) -> Result<Self, AppError> {
        held(lock)?.map(|lock| Self(Some(lock))).ok_or_else(in_use)
    }
}

fn in_use(file: &Path) -> AppError {
    let words = format!("another run of Hallpass is writing {}; it was left as it is", file.display());
    AppError::could_not_check("file-in-use", words).with_hint("let the other one end, then try again")
}

/// `None` after the last try.
fn held(path: &Path) -> Result<Option<Lock>, AppError> {
    for _ in 0..TRIES {
        match Lock::try_hold(path)? {
            Some(lock) => return Ok(Some(lock)),
            None => thread::sleep(PAUSE),
        }
    }
    Ok(None)
}

impl Drop for Turn {
    fn drop(&mut self) {
        // One that stays behind is nobody's: the lock on it is gone with the file handle.
        let _ = self.0.take().map(Lock::release);
    }
}

/// Without a copy of what stood there a file is not written.
pub fn not_kept(file: &Path, error: &AppError) -> AppError {
    let words = format!("{} was left as it is, because no copy of it can be kept: {}", file.display(), error.message);
    AppError::could_not_check("state-not-writable", words)
        .with_hint("name a folder that can be written: --config-dir DIR, or HALLPASS_CONFIG_DIR")
}
