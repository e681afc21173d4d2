//! The rehearsal, and the practice tenant it needs.

use hallpass_app::use_case::rehearse::{Mistake, RehearsalView, RehearseEvent};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use super::Answer;
use crate::desktop::Desktop;
use crate::practice::{Practice, PracticeAddresses};
use crate::rehearsal;
use crate::to_page::ToPage;
use crate::workbench::Workbench;

/// Nothing when no start asked for it.
#[tauri::command]
pub async fn practice(
    workbench: State<'_, Workbench>,
    practice: State<'_, Practice>,
) -> Answer<Option<PracticeAddresses>> {
    Ok(ToPage(practice.addresses(&workbench.app()).await?))
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
