use std::path::PathBuf;
use std::time::Duration;

use crate::files::Turn;
use crate::{App, AppError};

/// A run that was stopped a moment ago may still be ending.
const LIMIT: Duration = Duration::from_secs(1);

/// One run of a profile at a time: two would both find nothing and both make an application.
///
/// # Errors
/// `registration-busy` while another process has it; those of the run.
pub(crate) async fn held<T>(app: &App, run: impl Future<Output = Result<T, AppError>>) -> Result<T, AppError> {
    let _turn = hold(app).await?;
    run.await
}

/// Its own, in a folder of its own: the lock of the profile's file is held for a moment at each change, within a run too,
/// and no name that a profile may have is a path.
fn path(app: &App) -> PathBuf {
    app.folders.state.join("registrations").join(format!("{}.lock", app.profile.name()))
}

pub(crate) async fn hold(app: &App) -> Result<Turn, AppError> {
    Turn::within_while_others_go_on(&path(app), LIMIT).await?.ok_or_else(|| {
        AppError::could_not_check("registration-busy", "another run of Hallpass is changing the registration")
            .with_hint("wait until it has ended")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folders;
    use crate::profile::{self, ChosenBy, ProfileChoice};

    /// Whatever a profile is called, its own file can be changed while the registration of another one is.
    #[tokio::test]
    async fn no_name_of_a_profile_is_the_lock_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let of = |name: &str| {
            let folders = Folders::under(folder.path());
            let profile = ProfileChoice::of(&folders, Some((name, ChosenBy::Flag)), None).unwrap();
            App { profile, ..App::on_this_machine(folders) }
        };
        let _turn = hold(&of("work")).await.unwrap();
        for name in ["work", "work.registration", "work.lock", "work.registration.lock"] {
            profile::change(&of(name), |_| {}).unwrap();
            let other = hold(&of(name)).await;
            assert_eq!(other.is_ok(), name != "work", "{name}");
        }
    }

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
