use std::path::PathBuf;

use hallpass_app::use_case::contacts::{self, Contact};
use hallpass_app::use_case::written::{self, Written, WrittenItem};
use hallpass_app::{AppError, files};
use serde::Serialize;
use tauri::async_runtime::spawn_blocking;
use tauri::path::PathResolver;
use tauri::{AppHandle, Manager, Runtime, State};
use tauri_plugin_opener::OpenerExt;
use ts_rs::TS;

use crate::autostart;
use crate::command::{Answer, in_background};
use crate::to_page::ToPage;
use crate::workbench::Workbench;

/// Who may be asked something, and why.
#[tauri::command]
pub async fn contacts(workbench: State<'_, Workbench>) -> Answer<Vec<Contact>> {
    Ok(ToPage(contacts::contacts(&workbench.app()).await?))
}

/// All that was written, by Hallpass and by the window around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct WrittenView {
    pub by_hallpass: Written,
    pub by_window: Vec<WindowFolder>,
    /// There is an entry among what the system starts at login.
    pub at_login: bool,
}

/// A folder of the window: where it stood, and what the web view keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct WindowFolder {
    pub path: String,
    #[ts(type = "number")]
    pub files: u64,
    #[ts(type = "number")]
    pub bytes: u64,
}

#[tauri::command]
pub async fn written(shell: AppHandle, workbench: State<'_, Workbench>) -> Answer<WrittenView> {
    let by_hallpass = written::written(&workbench.app()).await?;
    let at_login = autostart::is_on(&shell).await.unwrap_or(false);
    let by_window = in_background(move || Ok(by_window(shell.path()))).await?;
    Ok(ToPage(WrittenView { by_hallpass, by_window, at_login }))
}

/// Those that are there, each once: some platforms have one folder for several purposes.
fn by_window<R: Runtime>(paths: &PathResolver<R>) -> Vec<WindowFolder> {
    let all = [paths.app_config_dir(), paths.app_local_data_dir(), paths.app_data_dir(), paths.app_cache_dir()];
    let mut all: Vec<PathBuf> = all.into_iter().flatten().collect();
    all.sort();
    all.dedup();
    let sized = all.into_iter().map(|path| (files::size(&path), path));
    let there = sized.filter(|((files, _), _)| *files > 0);
    there.map(|((files, bytes), path)| WindowFolder { path: path.display().to_string(), files, bytes }).collect()
}

/// In the system's own file manager.
#[tauri::command]
pub async fn show_written(shell: AppHandle, workbench: State<'_, Workbench>, item: WrittenItem) -> Answer<()> {
    let nowhere = || AppError::failed("file-not-found", "it is not there any more").with_hint("look at the list again");
    let path = written::place(&workbench.app(), &item)?.ok_or_else(nowhere)?;
    let shown = path.display().to_string();
    // It asks another program over the bus.
    let asked = spawn_blocking(move || shell.opener().reveal_item_in_dir(path)).await;
    match asked {
        Ok(Ok(())) => Ok(ToPage(())),
        _ => {
            let words = "no file manager could be asked to show it";
            Err(ToPage(
                AppError::could_not_check("not-shown", words).with_hint(format!("look there yourself: {shown}")),
            ))
        }
    }
}

/// What a person should know, a sentence each.
#[tauri::command]
pub async fn delete_written(workbench: State<'_, Workbench>, item: WrittenItem) -> Answer<Vec<String>> {
    Ok(ToPage(written::delete(&workbench.app(), &item).await?))
}

/// Puts back what stood in a file before the last write; true: that write had made it, so it is gone.
#[tauri::command]
pub async fn undo_written_file(workbench: State<'_, Workbench>, id: String) -> Answer<bool> {
    Ok(ToPage(written::undo_file(&workbench.app(), &id)?))
}
