//! The one window: made when it is wanted, gone with its web process when it is closed.

use hallpass_app::AppError;
use tauri::async_runtime::spawn;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Emitter, Manager, Url, WebviewWindow, WebviewWindowBuilder};
use tokio::sync::Mutex;

use crate::desktop::Desktop;
use crate::to_page::ToPage;
use crate::{notice, words};

const LABEL: &str = "main";

/// What an open window is told when something else than it wants a page: the payload is an `Opening`.
const SHOW: &str = "show";

/// What an open window is told as a rehearsal begins, goes on and ends, whoever started it; the payload is an `Opening`.
const REHEARSAL: &str = "rehearsal";

/// What an open window is told when a sign-in got a token; the payload is an `Opening`.
const TOKEN: &str = "token";

/// Whoever opens the window, or brings it to the front.
#[derive(Default)]
pub struct OneAtATime(Mutex<()>);

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
    soon(shell, show);
}

/// The page that was turned to last: in the open window, which comes to the front, or in a new one.
pub fn show_page_soon(shell: &AppHandle) {
    soon(shell, |shell| match open_one(shell) {
        Some(window) => {
            window.emit(SHOW, ToPage(shell.state::<Desktop>().opening()))?;
            to_front(&window)
        }
        None => make(shell),
    });
}

/// Nothing where no window is open: a new one asks by itself.
pub fn tell_rehearsal(shell: &AppHandle) {
    if let Some(window) = open_one(shell) {
        // It fails where the window is about to close.
        let _ = window.emit(REHEARSAL, ToPage(shell.state::<Desktop>().opening()));
    }
}

/// A token came: the page that is open stays, and knows it.
pub fn tell_token(shell: &AppHandle) {
    if let Some(window) = open_one(shell) {
        // It fails where the window is about to close.
        let _ = window.emit(TOKEN, ToPage(shell.state::<Desktop>().opening()));
    }
}

fn soon(shell: &AppHandle, show: fn(&AppHandle) -> tauri::Result<()>) {
    let shell = shell.clone();
    spawn(async move {
        // A window is known by its label only when it is made: two that are wanted meanwhile would both be made.
        let one = shell.state::<OneAtATime>();
        let _turn = one.0.lock().await;
        if let Err(error) = show(&shell) {
            not_shown(&shell, &error);
        }
    });
}

/// With a tray Hallpass goes on, and says it; without one nothing would be left of it, so it ends with the error.
fn not_shown(shell: &AppHandle, error: &tauri::Error) {
    let error = words::not_opened(error);
    if shell.state::<Desktop>().has_tray() {
        let page = shell.state::<Desktop>().opening().page;
        notice::answer(shell, words::not_shown(&error), page);
    } else if open_one(shell).is_none() {
        end_with(shell, error);
    }
}

/// Ends the program, which then says why; what it runs is stopped first.
pub fn end_with(shell: &AppHandle, error: AppError) {
    shell.state::<Desktop>().fail(error);
    shell.exit(1);
}

pub fn open_one(shell: &AppHandle) -> Option<WebviewWindow> {
    shell.get_webview_window(LABEL)
}

/// Whether somebody sees what an open window tells.
pub fn is_looked_at(shell: &AppHandle) -> bool {
    open_one(shell).is_some_and(|window| window.is_focused().unwrap_or(false))
}

/// Made here and not by Tauri at the start, so that no web process runs before a window is wanted.
fn make(shell: &AppHandle) -> tauri::Result<()> {
    let windows = &shell.config().app.windows;
    let config = windows.iter().find(|config| config.label == LABEL).ok_or(tauri::Error::WindowNotFound)?;
    let window = WebviewWindowBuilder::from_config(shell, config)?
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny);
    match window.build() {
        // Wanted twice at once: the other one was quicker.
        Err(tauri::Error::WebviewLabelAlreadyExists(_) | tauri::Error::WindowLabelAlreadyExists(_)) => Ok(()),
        made => made.map(drop),
    }
}

/// Nothing leads the window to another page than those that came with the program; the system's browser opens them.
fn is_own_page(address: &Url) -> bool {
    match address.scheme() {
        // `about:blank` is what a web view begins with.
        "tauri" | "about" => true,
        // As Windows has them.
        "http" => address.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

fn to_front(window: &WebviewWindow) -> tauri::Result<()> {
    window.unminimize()?;
    window.show()?;
    window.set_focus()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_has_its_own_pages_alone() {
        for (address, is_own) in [
            ("tauri://localhost", true),
            ("tauri://localhost/index.html#x", true),
            ("http://tauri.localhost/", true),
            ("about:blank", true),
            ("https://contoso.com/", false),
            ("http://localhost/", false),
            ("http://tauri.localhost.contoso.com/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
        ] {
            assert_eq!(is_own_page(&address.parse().unwrap()), is_own, "{address}");
        }
    }
}
