//! The end that comes from outside: Ctrl-C in the terminal, a log-out, `kill`.

use tauri::AppHandle;
use tauri::async_runtime::spawn;

/// Ends the app as Quit does, so that what it runs is stopped and its run file is taken away.
pub fn end_on_signal(shell: AppHandle) {
    spawn(async move {
        if told().await.is_ok() {
            shell.exit(0);
        }
    });
}

#[cfg(unix)]
async fn told() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        pressed = tokio::signal::ctrl_c() => pressed,
    }
}

#[cfg(not(unix))]
async fn told() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
