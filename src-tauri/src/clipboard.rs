//! The token in the clipboard, which stays in Rust.

use hallpass_app::AppError;
use hallpass_app::use_case::check_token;
use hallpass_app::use_case::token_view::TokenView;
use secrecy::SecretString;
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager};
use tauri_plugin_clipboard_manager::ClipboardExt;

use crate::desktop::Desktop;
use crate::workbench::Workbench;

/// What it is and says; nothing is verified. The answer is kept for the window, also that there is none.
///
/// # Errors
/// `clipboard-not-text`, or that it is no token. Neither repeats what the clipboard holds.
pub async fn inspect(shell: &AppHandle) -> Result<TokenView, AppError> {
    let answer = read(shell).await;
    shell.state::<Desktop>().keep_token(answer.clone());
    answer
}

async fn read(shell: &AppHandle) -> Result<TokenView, AppError> {
    let reader = shell.clone();
    // Another program answers, and on the main thread that could be this one: it would wait for itself.
    let read = spawn_blocking(move || reader.clipboard().read_text().map(SecretString::from));
    let text = read.await.ok().and_then(Result::ok).ok_or_else(not_text)?;
    Ok(TokenView::from(&check_token::inspect(&shell.state::<Workbench>().app(), &text)?))
}

fn not_text() -> AppError {
    AppError::could_not_check("clipboard-not-text", "the clipboard holds no text that can be read")
        .with_hint("copy the token, then ask again")
}
