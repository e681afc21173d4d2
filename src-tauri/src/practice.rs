//! The practice tenant beside the window: started as it opens, stopped after it was closed.

use hallpass_app::practice::{self, RunFile, Started};
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

/// What became of the start, as soon as it is known; a page asks for it.
#[derive(Debug, Clone)]
pub struct PracticeState(Option<watch::Receiver<Option<Result<(), AppError>>>>);

impl PracticeState {
    /// `None`: it was not asked for. Waits for the start, then asks the tenant itself: whoever shares it may have stopped
    /// it.
    pub async fn addresses(&self, app: &App) -> Result<Option<PracticeAddresses>, AppError> {
        let Some(mut started) = self.0.clone() else { return Ok(None) };
        // The sender goes only after it has said how the start went.
        if let Ok(outcome) = started.wait_for(Option::is_some).await {
            outcome.clone().unwrap_or(Ok(()))?;
        }
        practice::running(app).await.map(|run| Some(run.into()))
    }
}

/// A tenant that this process runs, or one that it shares with the process that does. It comes up beside the window,
/// which does not wait for it.
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
        let (started, state) = watch::channel(None);
        let cancel = CancellationToken::new();
        let task = spawn(run(app.clone(), cancel.clone(), started));
        Self { state: PracticeState(Some(state)), here: Some((cancel, task)) }
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

async fn run(
    app: App,
    cancel: CancellationToken,
    started: watch::Sender<Option<Result<(), AppError>>>,
) -> Result<(), AppError> {
    let domain = practice::ADD_IN_DOMAIN.parse()?;
    match practice::start(&app, practice::HTTP_PORT, practice::HTTPS_PORT, domain).await {
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
