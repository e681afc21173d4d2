use std::path::PathBuf;
use std::time::Duration;

use crate::files::Lock;
use crate::{App, AppError};

/// A run that was stopped a moment ago may still be ending.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// One run of a profile at a time: two would both find nothing and both make an application.
///
/// # Errors
/// `registration-busy` while another process has it; those of the run.
pub(crate) async fn held<T>(app: &App, run: impl Future<Output = Result<T, AppError>>) -> Result<T, AppError> {
    let lock = hold(app).await?;
    let ended = run.await;
    // What the run came to is the answer: a file that stays behind locks nobody out.
    if let Err(error) = lock.release() {
        tracing::warn!(code = error.code, "the lock's file could not be taken away");
    }
    ended
}

/// Its own: the lock of the profile's file is held for a moment at each change, within a run too.
fn path(app: &App) -> PathBuf {
    app.folders.state.join("profiles").join(format!("{}.registration.lock", app.profile.name()))
}

pub(crate) async fn hold(app: &App) -> Result<Lock, AppError> {
    for _ in 0..TRIES {
        if let Some(lock) = Lock::try_hold(&path(app))? {
            return Ok(lock);
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(AppError::could_not_check("registration-busy", "another run of Hallpass is changing the registration")
        .with_hint("wait until it has ended"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folders;

    /// A file of the lock that cannot be taken away does not hide what the run came to.
    #[tokio::test]
    async fn what_the_run_came_to_is_the_answer() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(folder.path()));
        let path = path(&app);
        let run = async {
            std::fs::remove_file(&path).unwrap();
            std::fs::create_dir_all(path.join("in its place")).unwrap();
            Ok(7)
        };
        assert_eq!(held(&app, run).await, Ok(7));
    }
}
