//! Tokens, decoded and judged; never their text.

use hallpass_app::use_case::token_view::TokenView;
use tauri::AppHandle;

use super::Answer;
use crate::clipboard;
use crate::to_page::ToPage;

/// The clipboard is read in Rust: of the token as it is written nothing goes to the page.
#[tauri::command]
pub async fn inspect_clipboard(shell: AppHandle) -> Answer<TokenView> {
    Ok(ToPage(clipboard::inspect(&shell).await?))
}
