//! Tokens, decoded and judged; never their text.

use hallpass_app::session::TokenHandle;
use hallpass_app::use_case::copy_token;
use secrecy::SecretString;
use tauri::{AppHandle, State};

use super::Answer;
use crate::opening::{TokenAnswer, TokenFrom};
use crate::to_page::ToPage;
use crate::workbench::Workbench;
use crate::{clipboard, token};

/// The clipboard is read in Rust: of the token as it is written nothing goes to the page.
#[tauri::command]
pub async fn inspect_clipboard(shell: AppHandle) -> Answer<TokenAnswer> {
    Ok(ToPage(clipboard::inspect(&shell).await?))
}

/// A token that was pasted into the page, which keeps nothing of it.
#[tauri::command]
pub async fn check_token(shell: AppHandle, text: String) -> Answer<TokenAnswer> {
    Ok(ToPage(token::look(&shell, &SecretString::from(text), TokenFrom::Pasted).await?))
}

/// The add-in's own token of this process, into the clipboard for a minute.
#[tauri::command]
pub async fn copy_own_token(workbench: State<'_, Workbench>, handle: TokenHandle) -> Answer<()> {
    Ok(ToPage(copy_token::copy_token(&workbench.app(), handle).await?))
}
