//! The one window: made when it is wanted, gone with its web process when it is closed.

use tauri::async_runtime::spawn;
use tauri::{AppHandle, Emitter, Manager, WebviewWindow, WebviewWindowBuilder};

use crate::desktop::Desktop;
use crate::to_page::ToPage;

const LABEL: &str = "main";

/// What an open window is told when something else than it wants a page: the payload is an `Opening`.
const SHOW: &str = "show";

/// Opens it, or brings the open one to the front. It then asks by itself what to show (command `opening`).
pub fn show(shell: &AppHandle) -> tauri::Result<()> {
    match open_one(shell) {
        Some(window) => to_front(&window),
        None => make(shell),
    }
}

/// The same from a menu or another thread's callback: made there, a window would wait on Windows for the loop that it
/// blocks.
pub fn show_soon(shell: &AppHandle) {
    let shell = shell.clone();
    spawn(async move { show(&shell) });
}

/// The page that was turned to last: in the open window, which comes to the front, or in a new one.
pub fn show_page(shell: &AppHandle) -> tauri::Result<()> {
    match open_one(shell) {
        Some(window) => {
            window.emit(SHOW, ToPage(shell.state::<Desktop>().opening()))?;
            to_front(&window)
        }
        None => make(shell),
    }
}

pub fn open_one(shell: &AppHandle) -> Option<WebviewWindow> {
    shell.get_webview_window(LABEL)
}

/// Made here and not by Tauri at the start, so that no web process runs before a window is wanted.
fn make(shell: &AppHandle) -> tauri::Result<()> {
    let windows = &shell.config().app.windows;
    let config = windows.iter().find(|config| config.label == LABEL).ok_or(tauri::Error::WindowNotFound)?;
    match WebviewWindowBuilder::from_config(shell, config)?.build() {
        // Wanted twice at once: the other one was quicker.
        Err(tauri::Error::WebviewLabelAlreadyExists(_) | tauri::Error::WindowLabelAlreadyExists(_)) => Ok(()),
        made => made.map(drop),
    }
}

fn to_front(window: &WebviewWindow) -> tauri::Result<()> {
    window.unminimize()?;
    window.show()?;
    window.set_focus()
}
