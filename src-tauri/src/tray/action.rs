//! What the menu's items do. An answer goes to the open window; without one it is a notification.

use tauri::async_runtime::spawn;
use tauri::{AppHandle, Manager};

use super::item;
use crate::desktop::Desktop;
use crate::opening::Page;
use crate::{clipboard, notice, rehearsal, window, words};

pub fn chosen(shell: &AppHandle, id: &str) {
    match id {
        item::OPEN => window::show_soon(shell),
        // While one runs the item stops it.
        item::REHEARSE if shell.state::<Desktop>().cancel_rehearsal() => {}
        item::REHEARSE => drop(spawn(rehearse(shell.clone()))),
        item::INSPECT => drop(spawn(inspect(shell.clone()))),
        item::QUIT => shell.exit(0),
        _ => {}
    }
}

async fn rehearse(shell: AppHandle) {
    match rehearsal::rehearse(&shell, None, |_| {}).await {
        // Whoever cancelled it knows, and one that runs is what was wanted.
        Err(error) if ["cancelled", "busy"].contains(&error.code.as_str()) => {}
        // Without a window it was told by notification.
        _ if window::open_one(&shell).is_some() => window::show_page_soon(&shell),
        _ => {}
    }
}

async fn inspect(shell: AppHandle) {
    let answer = clipboard::inspect(&shell).await;
    if window::open_one(&shell).is_some() {
        return window::show_page_soon(&shell);
    }
    let notice = answer.map_or_else(|error| words::not_inspected(&error), |answer| words::inspected(&answer.view));
    notice::notify(&shell, notice, Page::Token);
}
