//! What stands around every page.

use hallpass_app::AppError;
use hallpass_app::sso_core::Origin;
use hallpass_app::use_case::rule::{self, RuleView};
use serde::{Deserialize, Serialize};
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, State};
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_plugin_dialog::DialogExt;
use ts_rs::TS;

use super::Answer;

use crate::desktop::Desktop;
use crate::opening::Opening;
use crate::status::{self, Status};
use crate::to_page::ToPage;
use crate::work::{Work, Works};
use crate::workbench::Workbench;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct About {
    pub version: &'static str,
}

#[tauri::command]
pub fn about() -> ToPage<About> {
    ToPage(About { version: env!("CARGO_PKG_VERSION") })
}

#[tauri::command]
pub fn opening(desktop: State<'_, Desktop>) -> ToPage<Opening> {
    ToPage(desktop.opening())
}

#[tauri::command]
pub async fn status(shell: AppHandle) -> Answer<Status> {
    Ok(ToPage(status::now(&shell)))
}

/// Nothing where no such work runs.
#[tauri::command]
pub fn cancel(works: State<'_, Works>, work: Work) {
    works.cancel(work);
}

/// A text that the page shows, into the clipboard. No secret and no token comes to a page, so none can leave by this.
#[tauri::command]
pub async fn copy(shell: AppHandle, text: String) -> Answer<()> {
    let writer = shell.clone();
    // Another program may hold the clipboard: not on the main thread, which others wait for.
    let wrote = spawn_blocking(move || writer.clipboard().write_text(text)).await.ok().and_then(Result::ok);
    wrote.map(ToPage).ok_or_else(|| {
        let error = AppError::could_not_check("clipboard-not-writable", "the clipboard could not be written");
        ToPage(error.with_hint("select the text and copy it yourself"))
    })
}

/// An address that the page shows, in the system's browser: `https`, or `http` on this machine.
#[tauri::command]
pub fn open_in_browser(workbench: State<'_, Workbench>, address: String) -> Answer<()> {
    let origin = address.split_inclusive('/').take(3).collect::<String>();
    if origin.trim_end_matches('/').parse::<Origin>().is_err() {
        let error = AppError::usage("address-not-opened", format!("only web addresses are opened: {address}"));
        return Err(ToPage(error.with_hint("copy it, and look where it leads")));
    }
    (workbench.app().open_browser)(&address).map(ToPage).map_err(|error| {
        let error = AppError::could_not_check("browser-not-started", format!("no browser could be started: {error}"));
        ToPage(error.with_hint(format!("open the address yourself: {address}")))
    })
}

/// Why a finding matters, by its code; a look into what is known offline.
#[tauri::command]
pub fn rule(code: String) -> Answer<RuleView> {
    Ok(ToPage(rule::rule(&code)?))
}

/// What a person may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Pick {
    Manifest,
    /// A registration's export, JSON.
    Registration,
    Project,
    /// A file of settings, such as `.env`.
    Env,
    Certificate,
    /// A new file for what is exported.
    Har,
    /// A `hallpass.toml`.
    ProjectFile,
    /// A new one.
    NewProjectFile,
    /// A TOML file with a cloud's addresses.
    Cloud,
}

/// The path that a person picks in the system's own dialog; `None` where they pick none.
#[tauri::command]
pub async fn pick(shell: AppHandle, what: Pick) -> Answer<Option<String>> {
    let dialog = shell.dialog().file();
    let asked = move || match what {
        Pick::Manifest => dialog.add_filter("Manifest", &["xml", "json"]).blocking_pick_file(),
        Pick::Registration => dialog.add_filter("Registration", &["json"]).blocking_pick_file(),
        Pick::Project => dialog.blocking_pick_folder(),
        Pick::Env => dialog.blocking_pick_file(),
        Pick::Certificate => dialog.add_filter("Certificate", &["pem", "pfx", "p12"]).blocking_pick_file(),
        Pick::ProjectFile | Pick::Cloud => dialog.add_filter("TOML", &["toml"]).blocking_pick_file(),
        Pick::NewProjectFile => {
            dialog.add_filter("TOML", &["toml"]).set_file_name("hallpass.toml").blocking_save_file()
        }
        Pick::Har => dialog.add_filter("HAR", &["har"]).set_file_name("hallpass.har").blocking_save_file(),
    };
    let picked = spawn_blocking(asked).await.ok().flatten().and_then(|file| file.into_path().ok());
    Ok(ToPage(picked.map(|path| path.display().to_string())))
}
