//! The token in the clipboard, which stays in Rust.

use hallpass_app::AppError;
use secrecy::SecretString;
use tauri::AppHandle;
use tauri::async_runtime::spawn_blocking;
use tauri_plugin_clipboard_manager::ClipboardExt;

use crate::opening::{TokenAnswer, TokenFrom};
use crate::token;

/// What it is and says, judged for the profile's add-in. The answer is kept for the window, also that there is none.
///
/// # Errors
/// `clipboard-not-text`, or that it is no token. Neither repeats what the clipboard holds.
pub async fn inspect(shell: &AppHandle) -> Result<TokenAnswer, AppError> {
    let text = read(shell).await;
    match text {
        Ok(text) => token::look(shell, &text, TokenFrom::Clipboard).await,
        Err(error) => token::keep(shell, Err(error)),
    }
}

async fn read(shell: &AppHandle) -> Result<SecretString, AppError> {
    let reader = shell.clone();
    // Another program answers, and on the main thread that could be this one: it would wait for itself.
    let read = spawn_blocking(move || reader.clipboard().read_text().map(SecretString::from));
    read.await.ok().and_then(Result::ok).ok_or_else(not_text)
}

fn not_text() -> AppError {
    AppError::could_not_check("clipboard-not-text", "the clipboard holds no text that can be read")
        .with_hint("copy the token, then ask again")
}
