//! Start at login: an entry of the system's own, which this alone writes and takes away.

use hallpass_app::AppError;
use tauri::AppHandle;
use tauri::async_runtime::spawn_blocking;
use tauri_plugin_autostart::ManagerExt;

/// Whether Hallpass is started at login.
///
/// # Errors
/// `at-login`: the system does not say it.
pub async fn is_on(shell: &AppHandle) -> Result<bool, AppError> {
    let here = shell.clone();
    asked(move || here.autolaunch().is_enabled()).await
}

/// # Errors
/// `at-login`: the system did not take it.
pub async fn switch(shell: &AppHandle, on: bool) -> Result<(), AppError> {
    let here = shell.clone();
    asked(move || if on { here.autolaunch().enable() } else { here.autolaunch().disable() }).await
}

/// It reads or writes a file, or asks the system: not on a thread that others wait for.
async fn asked<T: Send + 'static>(
    ask: impl FnOnce() -> Result<T, tauri_plugin_autostart::Error> + Send + 'static,
) -> Result<T, AppError> {
    let failed = |why: String| {
        AppError::could_not_check(
            "at-login",
            format!("the system does not tell or take what is started at login: {why}"),
        )
        .with_hint("set it in the settings of your desktop")
    };
    match spawn_blocking(ask).await {
        Ok(answer) => answer.map_err(|error| failed(error.to_string())),
        Err(error) => Err(failed(error.to_string())),
    }
}
