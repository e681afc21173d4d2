//! Light, dark, or as the desktop is. The page follows by `prefers-color-scheme`, so that it knows nothing of this.

use hallpass_app::settings::{self, Theme};
use tauri::{AppHandle, Manager};

use crate::workbench::Workbench;

/// As it was set; where that cannot be read, as the desktop is.
pub fn apply_kept(shell: &AppHandle) {
    let folders = shell.state::<Workbench>().app().folders;
    let theme = settings::read(&folders).map(|settings| settings.theme).unwrap_or_default();
    // The desktop's own needs no word at the start.
    if theme != Theme::System {
        apply(shell, theme);
    }
}

/// To open windows, and to those that are opened later.
pub fn apply(shell: &AppHandle, theme: Theme) {
    shell.set_theme(match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    });
}
