//! What a failure means.

use hallpass_app::use_case::diagnosis_view::{DiagnosedView, diagnosed};
use tauri::State;

use super::{Answer, in_background};
use crate::to_page::ToPage;
use crate::workbench::Workbench;

/// Of anything that a person pasted; of a token or a secret in it nothing comes back.
#[tauri::command]
pub async fn diagnose(workbench: State<'_, Workbench>, text: String) -> Answer<DiagnosedView> {
    let app = workbench.app();
    in_background(move || diagnosed(&app, &text)).await.map(ToPage).map_err(ToPage)
}
