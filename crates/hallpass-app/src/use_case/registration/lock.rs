use std::time::Duration;

use crate::files::Lock;
use crate::{App, AppError};

/// A run that was stopped a moment ago may still be ending.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// One run at a time: two would both find nothing and both make an application.
///
/// # Errors
/// `registration-busy` while another process has it; those of the run.
pub(super) async fn held<T>(app: &App, run: impl Future<Output = Result<T, AppError>>) -> Result<T, AppError> {
    let lock = hold(app).await?;
    let ended = run.await;
    // What the run came to is the answer: a file that stays behind locks nobody out.
    if let Err(error) = lock.release() {
        tracing::warn!(code = error.code, "the lock's file could not be taken away");
    }
    ended
}

pub(super) async fn hold(app: &App) -> Result<Lock, AppError> {
    for _ in 0..TRIES {
        if let Some(lock) = Lock::try_hold(&app.folders.state.join("registration.lock"))? {
            return Ok(lock);
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(AppError::could_not_check("registration-busy", "another run of Hallpass is changing the registration")
        .with_hint("wait until it has ended"))
}
