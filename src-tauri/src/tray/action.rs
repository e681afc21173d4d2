//! What the menu's items do. An answer goes to the open window; without one it is a notification.

use hallpass_app::{App, Progress};
use tauri::async_runtime::spawn;
use tauri::{AppHandle, Manager};

use super::item;
use crate::desktop::Desktop;
use crate::opening::Page;
use crate::words::Notice;
use crate::{clipboard, notice, window, words};

pub fn chosen(shell: &AppHandle, id: &str) {
    match id {
        item::OPEN => window::show_soon(shell),
        item::REHEARSE => drop(spawn(rehearse(shell.clone()))),
        item::INSPECT => drop(spawn(inspect(shell.clone()))),
        item::QUIT => shell.exit(0),
        _ => {}
    }
}

async fn rehearse(shell: AppHandle) {
    let desktop = shell.state::<Desktop>();
    match desktop.rehearse(&shell.state::<App>(), None, &Progress::silent()).await {
        Ok(view) => answer(&shell, Page::Overview, words::rehearsed(&view)),
        // Whoever cancelled it knows.
        Err(error) if error.code == "cancelled" => {}
        Err(error) => notice::notify(&shell, words::not_rehearsed(&error), Page::Overview),
    }
}

async fn inspect(shell: AppHandle) {
    match clipboard::inspect(&shell).await {
        Ok(view) => answer(&shell, Page::Token, words::inspected(&view)),
        // The window has no place for what was not asked for in it.
        Err(error) => notice::notify(&shell, words::not_inspected(&error), Page::Token),
    }
}

fn answer(shell: &AppHandle, page: Page, notice: Notice) {
    shell.state::<Desktop>().turn_to(page);
    let shown = window::open_one(shell).is_some() && window::show_page(shell).is_ok();
    if !shown {
        notice::notify(shell, notice, page);
    }
}
