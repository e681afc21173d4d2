//! From the start to the first thing that a person sees: a window, or an icon in the tray.

use std::io::Write;
use std::time::Duration;

use hallpass_app::files;
use tauri::async_runtime::spawn;
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;

use crate::arguments::Arguments;
use crate::desktop::Desktop;
use crate::practice::Practice;
use crate::status;
use crate::tray::{Tray, support};
use crate::workbench::Workbench;
use crate::{notice, pulse, signal, theme, window, words};

/// How long a start at login waits for the panel.
const LOGIN: Duration = Duration::from_secs(10);

/// The window does not wait for the bus, nor for the practice tenant.
pub fn start(shell: &AppHandle, arguments: Arguments) {
    signal::end_on_signal(shell.clone());
    theme::apply_kept(shell);
    notice::open_on_click(shell);
    if arguments.practice {
        practice(shell);
    }
    if let Some(page) = arguments.open {
        shell.state::<Desktop>().turn_to(page);
    }
    if !arguments.hidden
        && let Err(error) = window::show(shell)
    {
        return window::end_with(shell, words::not_opened(&error));
    }
    spawn(settle(shell.clone(), arguments.hidden));
    spawn(pulse::go_on(shell.clone()));
}

/// The practice tenant comes up, and the tray says how it went. For a second start too, which asks the first one.
pub fn practice(shell: &AppHandle) {
    shell.state::<Practice>().start(&shell.state::<Workbench>().app());
    spawn(say_practice(shell.clone()));
}

/// Into the tray; without one Hallpass is a window, also where it was to start hidden.
async fn settle(shell: AppHandle, hidden: bool) {
    if support::there(if hidden { LOGIN } else { Duration::ZERO }).await {
        let (here, look) = (shell.clone(), pulse::look(&shell, &[]));
        // It is drawn by what belongs to the main thread.
        let _ = shell.run_on_main_thread(move || match Tray::build(&here, &look) {
            Ok(tray) => {
                here.state::<Desktop>().take_tray(tray);
                // What was said while there was none.
                pulse::wake(&here);
            }
            Err(_) => without_tray(&here, hidden),
        });
    } else {
        without_tray(&shell, hidden);
    }
}

fn without_tray(shell: &AppHandle, hidden: bool) {
    if hidden {
        window::show_soon(shell);
    }
    // Where it was started in a terminal, each time: it tells why the icon lacks.
    let _ = writeln!(std::io::stderr(), "{}. {}", words::NO_TRAY.title, words::NO_TRAY.sentence);
    let told = shell.state::<Workbench>().app().folders.state.join("no-tray-told");
    if files::exists(&told) {
        return;
    }
    // Where it cannot be remembered it is said again, which is no reason for another message.
    let _ = files::write_private(&told, b"");
    let message = shell.dialog().message(words::NO_TRAY.sentence).title(words::NO_TRAY.title);
    message.show(|_| {});
}

/// To window and tray, when it is known.
async fn say_practice(shell: AppHandle) {
    // Why it did not start is kept where it was started.
    let _ = shell.state::<Practice>().addresses(&shell.state::<Workbench>().app()).await;
    status::tell(&shell);
}
