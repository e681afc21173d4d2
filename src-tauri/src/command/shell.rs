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

use super::{Answer, in_background};
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

/// An address that the page shows, in the system's browser: `https` and nothing else.
#[tauri::command]
pub async fn open_in_browser(workbench: State<'_, Workbench>, address: String) -> Answer<()> {
    if !is_of_the_web(&address) {
        let error = AppError::usage("address-not-opened", format!("only web addresses are opened: {address}"));
        return Err(ToPage(error.with_hint("copy it, and look where it leads")));
    }
    let open = workbench.app().open_browser;
    // It waits a moment for each program that may be one, to see whether it started.
    let opened = in_background(move || {
        open(&address).map_err(|error| {
            let words = format!("no browser could be started: {error}");
            AppError::could_not_check("browser-not-started", words)
                .with_hint(format!("open the address yourself: {address}"))
        })
    });
    Ok(ToPage(opened.await?))
}

fn is_of_the_web(address: &str) -> bool {
    let origin = address.split_inclusive('/').take(3).collect::<String>();
    origin.trim_end_matches('/').parse::<Origin>().is_ok()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_web_is_opened() {
        for (address, is_opened) in [
            ("https://learn.microsoft.com/office/dev/add-ins", true),
            ("https://entra.microsoft.com", true),
            ("https://127.0.0.1:4443/authorize?scope=openid#top", true),
            ("http://localhost:3000/", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("ms-settings:", false),
            ("https:evil", false),
            ("https://somebody@contoso.com/", false),
            (" https://contoso.com/", false),
            ("-https://contoso.com/", false),
            ("", false),
        ] {
            assert_eq!(is_of_the_web(address), is_opened, "{address}");
        }
    }
}
