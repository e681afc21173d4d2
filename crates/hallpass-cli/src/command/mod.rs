//! One file a noun. A command decides nothing: it calls a use case and renders.

pub mod manifest;
pub mod plan;
pub mod practice;
pub mod rehearse;
pub mod token;

use hallpass_app::AppError;
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;

/// A runtime for the commands that speak to somebody; the others start none.
fn runtime() -> Result<Runtime, AppError> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| AppError::could_not_check("runtime", format!("could not start threads: {error}")))
}

/// Cancelled by Ctrl-C, and by SIGTERM where there is one.
fn cancelled_by_signal() -> CancellationToken {
    let token = CancellationToken::new();
    let cancel = token.clone();
    tokio::spawn(async move {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            if let Ok(mut terminate) = signal(SignalKind::terminate()) {
                tokio::select! {
                    _ = tokio::signal::ctrl_c() => {}
                    _ = terminate.recv() => {}
                }
                cancel.cancel();
                return;
            }
        }
        if tokio::signal::ctrl_c().await.is_ok() {
            cancel.cancel();
        }
    });
    token
}
