//! One file a noun. A command decides nothing: it calls a use case and renders.

pub mod activity;
pub mod code;
pub mod completions;
pub mod diagnose;
mod finding;
mod input;
pub mod man;
pub mod manifest;
pub mod obo;
pub mod overview;
pub mod plan;
pub mod practice;
mod practice_look;
pub mod profile;
pub mod registration;
pub mod rehearse;
pub mod secret;
pub mod sign_in;
pub mod sign_out;
pub mod token;
mod unlock;

use std::future::Future;
use std::sync::mpsc;

use hallpass_app::{App, AppError, Progress};
use tokio::runtime::Runtime;
use tokio::task::JoinError;
use tokio_util::sync::CancellationToken;

use crate::output::{Output, Result};

/// A runtime for the commands that speak to somebody; the others start none.
fn runtime() -> std::result::Result<Runtime, AppError> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| AppError::could_not_check("runtime", format!("could not start threads: {error}")))
}

/// Runs a use case to its end or to Ctrl-C. It reports from its own threads; what it reports is told here, one after the
/// other.
fn told_while<E, T, F>(
    app: &App,
    output: &mut Output,
    tell: impl Fn(E, &mut Output),
    work: impl FnOnce(App, Progress<E>, CancellationToken) -> F + Send + 'static,
) -> Result<T>
where
    E: Send + 'static,
    T: Send + 'static,
    F: Future<Output = std::result::Result<T, AppError>> + Send,
{
    let (events, incoming) = mpsc::channel();
    let runtime = runtime()?;
    let run = runtime.spawn({
        let app = app.clone();
        async move {
            let progress = Progress::new(move |event| {
                // Nobody reads any more when the command is at its end.
                let _ = events.send(event);
            });
            work(app, progress, cancelled_by_signal()).await
        }
    });
    for event in incoming {
        tell(event, output);
    }
    let ended = runtime.block_on(run);
    // Whatever still blocks, such as a name that is looked up or a question that the keyring asks, ends with the process.
    runtime.shutdown_background();
    Ok(ended.map_err(broke_off)??)
}

/// The words of a panic are in this error, and may hold what it was about.
fn broke_off(_: JoinError) -> AppError {
    AppError::could_not_check("ended-unexpectedly", "the run ended unexpectedly, by a fault of Hallpass's own")
        .with_hint("run the same command again")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_broke_off_says_nothing_of_what_it_was_about() {
        let runtime = runtime().unwrap();
        let about = "ä-planted-token-of-nobody";
        let error = runtime.block_on(runtime.spawn(async move { about[1..].len() })).unwrap_err();
        assert!(error.to_string().contains("planted"), "{error}");
        let told = broke_off(error);
        assert!(!format!("{told:?}").contains("planted") && told.hint.is_some(), "{told:?}");
    }
}
