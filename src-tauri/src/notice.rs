//! An answer where no window shows it.

use hallpass_app::settings;
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::{ActionPerformed, NotificationExt};

use crate::desktop::Desktop;
use crate::opening::Page;
use crate::window;
use crate::words::Notice;
use crate::workbench::Workbench;

/// The notification's own datum: which page a click opens.
const PAGE: &str = "page";

/// What a desktop without notifications swallows is not lost: the answer, or why there is none, is kept for the window.
pub fn notify(shell: &AppHandle, notice: Notice, page: Page) {
    let folders = shell.state::<Workbench>().app().folders;
    // Settings that cannot be read silence nothing.
    if settings::read(&folders).is_ok_and(|settings| !settings.notifications) {
        return;
    }
    let Notice { title, sentence } = notice;
    let _ = shell.notification().builder().title(title).body(sentence).extra(PAGE, page).show();
}

/// A click opens the page of the answer. To be called before the first notification: earlier ones report nothing.
pub fn open_on_click(shell: &AppHandle) {
    let clicked = shell.clone();
    // It fails on phones only.
    let _ = shell.notification().on_action(move |action| {
        if let Some(page) = page_of(action) {
            clicked.state::<Desktop>().turn_to(page);
        }
        window::show_page_soon(&clicked);
    });
}

fn page_of(action: &ActionPerformed) -> Option<Page> {
    let page = action.notification()?.extra().get(PAGE)?;
    serde_json::from_value(page.clone()).ok()
}
