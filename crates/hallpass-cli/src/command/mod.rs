//! One file a noun. A command decides nothing: it calls a use case and renders.

pub mod activity;
pub mod code;
pub mod diagnose;
mod finding;
pub mod manifest;
pub mod plan;
pub mod practice;
mod practice_look;
pub mod registration;
pub mod rehearse;
pub mod token;

use std::io::IsTerminal as _;

use hallpass_app::AppError;
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;

use crate::output::Output;

/// A runtime for the commands that speak to somebody; the others start none.
fn runtime() -> Result<Runtime, AppError> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| AppError::could_not_check("runtime", format!("could not start threads: {error}")))
}

/// Cancelled by Ctrl-C, and by SIGTERM where there is one. Both are caught from the moment this returns; to be called
/// inside of a runtime.
fn cancelled_by_signal() -> CancellationToken {
    let token = CancellationToken::new();
    let cancel = token.clone();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let (Ok(mut interrupt), Ok(mut terminate)) =
            (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
        {
            tokio::spawn(async move {
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
                cancel.cancel();
            });
        }
    }
    #[cfg(not(unix))]
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            cancel.cancel();
        }
    });
    token
}

/// Says that standard input is read, where a person sits before it and nothing has been pasted.
fn waiting(output: &mut Output) {
    const END: &str = if cfg!(windows) { "Ctrl-Z and Enter" } else { "Enter and Ctrl-D" };
    if std::io::stdin().is_terminal() {
        output.note(&format!("standard input is read: paste it, then press {END}"));
    }
}
