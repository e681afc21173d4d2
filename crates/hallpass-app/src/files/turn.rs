//! One at a time: who reads a user's file to write it holds its turn until the file is written.

use std::path::Path;
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;

use super::kept::folder_of;
use super::{Lock, io_error};
use crate::AppError;

/// A turn at a file is a read, an edit and a write: whoever has waited ten seconds waits for what hangs.
const LONG_ENOUGH: Duration = Duration::from_secs(10);
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
        match Self::within(&path, LONG_ENOUGH) {
            Ok(Some(turn)) => Ok(turn),
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
        Self::within(lock, LONG_ENOUGH)?.ok_or_else(in_use)
    }

    /// The same for whoever waits no longer than `limit`; zero asks once. `None`: another run still has it.
    ///
    /// # Errors
    /// Those of making the lock's file.
    pub fn within(lock: &Path, limit: Duration) -> Result<Option<Self>, AppError> {
        let mut left = limit;
        loop {
            if let Some(lock) = Lock::try_hold(lock)? {
                return Ok(Some(Self(Some(lock))));
            }
            left = match left.checked_sub(PAUSE) {
                Some(left) => left,
                None => return Ok(None),
            };
            thread::sleep(PAUSE);
        }
    }

    /// The same where nothing else may stand still meanwhile: the wait is on a thread of its own, which nobody joins.
    ///
    /// # Errors
    /// Those of making the lock's file.
    pub async fn within_while_others_go_on(lock: &Path, limit: Duration) -> Result<Option<Self>, AppError> {
        if let Some(turn) = Self::within(lock, Duration::ZERO)? {
            return Ok(Some(turn));
        }
        let (tell, told) = oneshot::channel();
        let path = lock.to_owned();
        // A turn that nobody waits for any more ends when it is not taken.
        let wait = move || drop(tell.send(Self::within(&path, limit)));
        let thread = thread::Builder::new().name("turn".to_owned()).spawn(wait);
        thread.map_err(|error| io_error("lock", lock, &error))?;
        told.await.unwrap_or(Ok(None))
    }
}

fn in_use(file: &Path) -> AppError {
    let words = format!("another run of Hallpass is writing {}; it was left as it is", file.display());
    AppError::could_not_check("file-in-use", words).with_hint("let the other one end, then try again")
}

impl Drop for Turn {
    fn drop(&mut self) {
        // One that stays behind is nobody's: the lock on it is gone with the file handle.
        if let Some(Err(error)) = self.0.take().map(Lock::release) {
            tracing::debug!(code = error.code, "the lock's file could not be taken away");
        }
    }
}

/// Without a copy of what stood there a file is not written.
pub fn not_kept(file: &Path, error: &AppError) -> AppError {
    let words = format!("{} was left as it is, because no copy of it can be kept: {}", file.display(), error.message);
    AppError::could_not_check("state-not-writable", words)
        .with_hint("name a folder that can be written: --config-dir DIR, or HALLPASS_CONFIG_DIR")
}
