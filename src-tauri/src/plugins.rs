//! The desktop's own abilities. Rust alone uses them: no capability names one, so a page cannot.

use tauri::{AppHandle, Builder, Wry};
use tauri_plugin_window_state::StateFlags;

use crate::arguments::Arguments;
use crate::{link, start, window};

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

/// Does here what the second start was asked for: the practice tenant, and the window unless it is the one at login; with the
/// page of a link.
fn second_start(shell: &AppHandle, arguments: Vec<String>, _folder: String) {
    let Arguments { practice, hidden, open } = asked(arguments);
    if practice {
        start::practice(shell);
    }
    match open {
        Some(page) => link::follow(shell, page),
        None if hidden => {}
        None => window::show_soon(shell),
    }
}

/// The first one is the program. What cannot be understood has ended the second start itself; should it come here all the
/// same, nothing is done.
fn asked(arguments: Vec<String>) -> Arguments {
    Arguments::parse(arguments.into_iter().skip(1)).unwrap_or(Arguments { hidden: true, ..Arguments::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_start_is_asked_for_what_a_first_one_is() {
        let asked = |arguments: &[&str]| asked(arguments.iter().map(|&text| text.to_owned()).collect());
        let program = "hallpass-desktop";
        assert_eq!(asked(&[program]), Arguments::default());
        assert_eq!(asked(&[program, "--practice"]), Arguments { practice: true, ..Arguments::default() });
        assert_eq!(asked(&[program, "--hidden"]), Arguments { hidden: true, ..Arguments::default() });
        assert_eq!(asked(&[]), Arguments::default());
        let open = Some(crate::opening::Page::Token);
        assert_eq!(asked(&[program, "hallpass://open/token"]), Arguments { open, ..Arguments::default() });
        let nothing = Arguments { hidden: true, ..Arguments::default() };
        assert_eq!(asked(&[program, "hallpass://open/token?then=quit"]), nothing);
    }
}
