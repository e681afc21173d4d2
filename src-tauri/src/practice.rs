//! The practice tenant beside the window: started when a start asks for it, stopped when the program ends.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hallpass_app::practice::{self, Options, RunFile, Started};
use hallpass_app::{App, AppError};
use serde::Serialize;
use tauri::async_runtime::{JoinHandle, block_on, spawn};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

/// Where the practice tenant answers. No secret: those stay in Rust.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PracticeAddresses {
    pub authority: String,
    pub http_authority: String,
    /// The certificate that its https is signed by, as a file.
    pub ca_file: String,
}

impl From<RunFile> for PracticeAddresses {
    fn from(run: RunFile) -> Self {
        Self {
            authority: run.authority.to_string(),
            http_authority: run.http_authority.to_string(),
            ca_file: run.ca_file.display().to_string(),
        }
    }
}

/// Whether there is one, as far as this process knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[ts(export)]
pub enum PracticeState {
    /// Nobody asked for it here.
    Off,
    Starting,
    Ready,
    NotStarted {
        why: AppError,
    },
}

/// A tenant that this process runs, or one that it shares with the process that does. It comes up beside the window,
/// which does not wait for it.
#[derive(Clone, Default)]
pub struct Practice(Arc<Mutex<Option<Asked>>>);

/// Since it was asked for.
struct Asked {
    /// What became of the start, as soon as it is known.
    started: watch::Receiver<Option<Result<(), AppError>>>,
    cancel: CancellationToken,
    task: JoinHandle<Result<(), AppError>>,
}

impl Practice {
    /// Nothing while one comes up or runs in this process. A start that does not work is no reason not to open the
    /// window: the page says it.
    pub fn start(&self, app: &App) {
        let mut asked = self.asked();
        if asked.as_ref().is_some_and(|asked| !asked.task.inner().is_finished()) {
            return;
        }
        let (sender, started) = watch::channel(None);
        let cancel = CancellationToken::new();
        let task = spawn(run(app.clone(), cancel.clone(), sender));
        *asked = Some(Asked { started, cancel, task });
    }

    /// `None`: it was not asked for. Waits for the start, then asks the tenant itself: whoever shares it may have stopped
    /// it.
    pub async fn addresses(&self, app: &App) -> Result<Option<PracticeAddresses>, AppError> {
        let asked = self.asked().as_ref().map(|asked| asked.started.clone());
        let Some(mut started) = asked else { return Ok(None) };
        // The sender goes only after it has said how the start went.
        if let Ok(outcome) = started.wait_for(Option::is_some).await {
            outcome.clone().unwrap_or(Ok(()))?;
        }
        practice::running(app).await.map(|run| Some(run.into()))
    }

    /// Without asking the tenant: one that another process runs and stopped counts as ready.
    pub fn state(&self) -> PracticeState {
        let asked = self.asked();
        let Some(Asked { started, .. }) = asked.as_ref() else { return PracticeState::Off };
        match &*started.borrow() {
            None => PracticeState::Starting,
            Some(Ok(())) => PracticeState::Ready,
            Some(Err(why)) => PracticeState::NotStarted { why: why.clone() },
        }
    }

    /// Takes its run file away too. One that runs in another process goes on.
    pub fn stop(&self) -> Result<(), AppError> {
        let Some(Asked { cancel, task, .. }) = self.asked().take() else { return Ok(()) };
        cancel.cancel();
        // It fails only when the task panicked, and then there is nothing left to stop.
        block_on(task).unwrap_or(Ok(()))
    }

    /// The same while the program goes on; one that another process runs is ended too, because a person said so, also where
    /// this process never asked for it.
    pub async fn stop_here(&self, app: &App) -> Result<(), AppError> {
        let asked = self.asked().take();
        let Some(Asked { cancel, task, .. }) = asked else {
            return match practice::stop(app).await {
                Err(error) if error.code == "practice-not-running" => Ok(()),
                stopped => stopped,
            };
        };
        let is_shared = task.inner().is_finished();
        cancel.cancel();
        task.await.unwrap_or(Ok(()))?;
        if is_shared { practice::stop(app).await } else { Ok(()) }
    }

    fn asked(&self) -> MutexGuard<'_, Option<Asked>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn run(
    app: App,
    cancel: CancellationToken,
    started: watch::Sender<Option<Result<(), AppError>>>,
) -> Result<(), AppError> {
    let domain = practice::ADD_IN_DOMAIN.parse()?;
    match practice::start(&app, Options::for_add_in(domain)).await {
        Ok(Started::Attached(_)) => {
            started.send_replace(Some(Ok(())));
            Ok(())
        }
        Ok(Started::Here(running)) => {
            started.send_replace(Some(Ok(())));
            running.until_stopped(cancel).await
        }
        Err(error) => {
            started.send_replace(Some(Err(error)));
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use hallpass_app::Folders;

    use super::*;

    #[test]
    fn it_can_be_asked_for_at_any_time_and_more_than_once() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(folder.path()));
        let practice = Practice::default();
        let addresses = || block_on(practice.addresses(&app));
        assert_eq!(addresses(), Ok(None));
        practice.stop().unwrap();

        practice.start(&app);
        let first = addresses().unwrap().unwrap();
        practice.start(&app);
        assert_eq!(addresses(), Ok(Some(first)), "the one that runs goes on");

        // Whoever shares it may stop it: then it is started again.
        block_on(practice::stop(&app)).unwrap();
        while practice.asked().as_ref().is_some_and(|asked| !asked.task.inner().is_finished()) {
            std::thread::yield_now();
        }
        assert_eq!(addresses().unwrap_err().code, "practice-not-running");
        practice.start(&app);
        assert!(matches!(addresses(), Ok(Some(_))));

        // Another process, as the window sees it.
        let other = Practice::default();
        for _ in 0..2 {
            block_on(other.stop_here(&app)).unwrap();
        }
        assert_eq!(addresses().unwrap_err().code, "practice-not-running");

        practice.stop().unwrap();
        assert_eq!(addresses(), Ok(None));
        assert_eq!(block_on(practice::running(&app)).unwrap_err().code, "practice-not-running");
    }
}
