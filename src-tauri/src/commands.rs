//! What the page may call. A command decides nothing; each stands in `ui/src/ipc/commands.ts`, in `permissions/` and in
//! `capabilities/` too (`cargo xtask tidy` compares).

use hallpass_app::{App, AppError};
use serde::Serialize;
use tauri::State;
use ts_rs::TS;

use crate::practice::{PracticeAddresses, PracticeState};

#[derive(Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct About {
    pub version: &'static str,
}

#[tauri::command]
pub fn about() -> About {
    About { version: env!("CARGO_PKG_VERSION") }
}

/// Nothing when it was not asked for at the start.
#[tauri::command]
pub async fn practice(
    app: State<'_, App>,
    state: State<'_, PracticeState>,
) -> Result<Option<PracticeAddresses>, AppError> {
    state.addresses(&app).await
}
