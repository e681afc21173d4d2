//! What is told where no window shows it: answers to what a person chose, and what comes by itself.

mod markup;

use hallpass_app::settings;
use serde::de::DeserializeOwned;
use tauri::async_runtime::spawn;
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::{ActionPerformed, NotificationExt};

use crate::command::profile::choose;
use crate::desktop::Desktop;
use crate::opening::Page;
use crate::words::Notice;
use crate::workbench::Workbench;
use crate::{status, window};

/// The notification's own datum: which page a click opens.
const PAGE: &str = "page";
/// The same: which profile it is about, where it may be another than the chosen one.
const PROFILE: &str = "profile";

/// The answer to what a person chose, in the tray above all: always told, as nothing else would say that it was done.
///
/// What a desktop without notifications swallows is not lost: the answer, or why there is none, is kept for the window.
pub fn answer(shell: &AppHandle, notice: Notice, page: Page) {
    tell(shell, notice, page, None);
}

/// What comes by itself, unless the settings silence that. `profile`: which one it is about, where that may be another
/// than the chosen one; a click chooses it.
pub fn remind(shell: &AppHandle, notice: Notice, page: Page, profile: Option<&str>) {
    let folders = shell.state::<Workbench>().app().folders;
    // Settings that cannot be read silence nothing.
    if settings::read(&folders).map_or(true, |settings| settings.notifications) {
        tell(shell, notice, page, profile.map(str::to_owned));
    }
}

fn tell(shell: &AppHandle, notice: Notice, page: Page, profile: Option<String>) {
    let shell = shell.clone();
    spawn(async move {
        let Notice { title, sentence } = notice;
        let body = if markup::is_read().await { markup::escaped(&sentence) } else { sentence };
        let notice = shell.notification().builder().title(title).body(body).extra(PAGE, page);
        let notice = match profile {
            Some(profile) => notice.extra(PROFILE, profile),
            None => notice,
        };
        let _ = notice.show();
    });
}

/// A click opens the page of the answer. To be called before the first notification: earlier ones report nothing.
pub fn open_on_click(shell: &AppHandle) {
    let clicked = shell.clone();
    // It fails on phones only.
    let _ = shell.notification().on_action(move |action| {
        if let Some(profile) = datum::<String>(action, PROFILE)
            && profile != status::now(&clicked).profile
        {
            // One that is gone meanwhile: its page says so of the one that is chosen.
            let _ = choose(&clicked, &profile, false);
        }
        if let Some(page) = datum(action, PAGE) {
            clicked.state::<Desktop>().turn_to(page);
        }
        window::show_page_soon(&clicked);
    });
}

fn datum<T: DeserializeOwned>(action: &ActionPerformed, name: &str) -> Option<T> {
    let datum = action.notification()?.extra().get(name)?;
    serde_json::from_value(datum.clone()).ok()
}
