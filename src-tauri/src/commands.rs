//! What the page may call. A command decides nothing; each stands in `ui/src/ipc/commands.ts`, in `permissions/` and in
//! `capabilities/` too (`cargo xtask tidy` compares). Whatever it answers is wrapped in [`ToPage`].

use hallpass_app::use_case::rehearse::{Mistake, RehearsalView, RehearseEvent};
use hallpass_app::use_case::token_view::TokenView;
use hallpass_app::{App, AppError};
use serde::Serialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use ts_rs::TS;

use crate::desktop::Desktop;
use crate::opening::Opening;
use crate::practice::{Practice, PracticeAddresses};
use crate::to_page::ToPage;
use crate::{clipboard, rehearsal};

type Answer<T> = Result<ToPage<T>, ToPage<AppError>>;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct About {
    pub version: &'static str,
}

#[tauri::command]
pub fn about() -> ToPage<About> {
    ToPage(About { version: env!("CARGO_PKG_VERSION") })
}

/// Nothing when no start asked for it.
#[tauri::command]
pub async fn practice(app: State<'_, App>, practice: State<'_, Practice>) -> Answer<Option<PracticeAddresses>> {
    Ok(ToPage(practice.addresses(&app).await?))
}

/// The steps come through the channel, and as events. `busy` if one runs already; `cancelled`.
#[tauri::command]
pub async fn rehearse(
    shell: AppHandle,
    mistake: Option<Mistake>,
    events: Channel<ToPage<RehearseEvent>>,
) -> Answer<RehearsalView> {
    // A window that was closed hears no more of it; the rehearsal goes on.
    let hears = move |event| drop(events.send(ToPage(event)));
    Ok(ToPage(rehearsal::rehearse(&shell, mistake, hears).await?))
}

#[tauri::command]
pub fn cancel_rehearsal(desktop: State<'_, Desktop>) {
    desktop.cancel_rehearsal();
}

/// The clipboard is read in Rust: of the token as it is written nothing goes to the page.
#[tauri::command]
pub async fn inspect_clipboard(shell: AppHandle) -> Answer<TokenView> {
    Ok(ToPage(clipboard::inspect(&shell).await?))
}

#[tauri::command]
pub fn opening(desktop: State<'_, Desktop>) -> ToPage<Opening> {
    ToPage(desktop.opening())
}
