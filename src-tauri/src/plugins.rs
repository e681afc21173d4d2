//! The desktop's own abilities. Rust alone uses them: no capability names one, so a page cannot.

use tauri::{AppHandle, Builder, Wry};
use tauri_plugin_window_state::StateFlags;

use crate::arguments::Arguments;
use crate::window;

pub fn add(builder: Builder<Wry>) -> Builder<Wry> {
    builder
        // First: a second start ends in it, before it has begun anything.
        .plugin(tauri_plugin_single_instance::init(second_start))
        // Without its script for links, which would ask for the page's right to open anything.
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_autostart::Builder::new().arg(Arguments::HIDDEN).build())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                // Not whether it was visible: it is when it is opened.
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
}

/// Shows the window of the first start, unless it is the one at login.
fn second_start(shell: &AppHandle, arguments: Vec<String>, _folder: String) {
    if wants_window(&arguments) {
        window::show_soon(shell);
    }
}

fn wants_window(arguments: &[String]) -> bool {
    !arguments.iter().any(|argument| argument == Arguments::HIDDEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_start_shows_the_window_but_at_login() {
        let wants =
            |arguments: &[&str]| wants_window(&arguments.iter().map(|&text| text.to_owned()).collect::<Vec<_>>());
        assert!(wants(&["hallpass-desktop"]));
        assert!(wants(&["hallpass-desktop", "--practice"]));
        assert!(!wants(&["hallpass-desktop", "--hidden"]));
    }
}
