//! The practice tenant beside the window: started before it opens, stopped after it was closed.

use hallpass_app::practice::{self, RunFile, Started};
use hallpass_app::{App, AppError};
use serde::Serialize;
use tauri::async_runtime::{JoinHandle, block_on, spawn};
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

/// What became of the start; a page asks for it. `None`: it was not asked for.
#[derive(Debug, Clone)]
pub struct PracticeState(Option<Result<(), AppError>>);

impl PracticeState {
    /// Asks the tenant itself: whoever shares it may have stopped it.
    pub async fn addresses(&self, app: &App) -> Result<Option<PracticeAddresses>, AppError> {
        match &self.0 {
            None => Ok(None),
            Some(Err(error)) => Err(error.clone()),
            Some(Ok(())) => practice::running(app).await.map(|run| Some(run.into())),
        }
    }
}

/// A tenant that this process runs, or one that it shares with the process that does.
pub struct Practice {
    state: PracticeState,
    here: Option<(CancellationToken, JoinHandle<Result<(), AppError>>)>,
}

impl Practice {
    /// A start that does not work is no reason not to open the window: the page says it.
    pub fn start(app: &App, wanted: bool) -> Self {
        if !wanted {
            return Self { state: PracticeState(None), here: None };
        }
        match block_on(start(app)) {
            Ok(Started::Attached(_)) => Self { state: PracticeState(Some(Ok(()))), here: None },
            Ok(Started::Here(running)) => {
                let cancel = CancellationToken::new();
                let task = spawn(running.until_stopped(cancel.clone()));
                Self { state: PracticeState(Some(Ok(()))), here: Some((cancel, task)) }
            }
            Err(error) => Self { state: PracticeState(Some(Err(error))), here: None },
        }
    }

    pub fn state(&self) -> PracticeState {
        self.state.clone()
    }

    /// Takes its run file away too. One that runs in another process goes on.
    pub fn stop(self) -> Result<(), AppError> {
        let Some((cancel, task)) = self.here else { return Ok(()) };
        cancel.cancel();
        // It fails only when the task panicked, and then there is nothing left to stop.
        block_on(task).unwrap_or(Ok(()))
    }
}

async fn start(app: &App) -> Result<Started, AppError> {
    practice::start(app, practice::HTTP_PORT, practice::HTTPS_PORT, practice::ADD_IN_DOMAIN.parse()?).await
}
