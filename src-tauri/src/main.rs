//! Hallpass in a window. Here is what only a desktop has: windows, commands of a line or two, what a page may ask. What
//! they show is decided in `hallpass-app`.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod arguments;
mod autostart;
mod clipboard;
mod command;
mod compared;
mod context;
mod desktop;
mod exchange;
mod link;
mod manifest;
mod notice;
mod opening;
mod plugins;
mod practice;
mod pulse;
mod readings;
mod rehearsal;
mod sign_in;
mod signal;
mod start;
mod state;
mod status;
mod theme;
mod to_page;
mod token;
mod tray;
mod window;
mod words;
mod work;
mod workbench;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use arguments::Arguments;
use desktop::Desktop;
use hallpass_app::profile::ProfileChoice;
use hallpass_app::vault::Vault;
use hallpass_app::{App, AppError, Folders, crash};
use manifest::OpenManifest;
use practice::Practice;
use pulse::Pulse;
use readings::Readings;
use status::Journey;
use tauri::{Manager, RunEvent};
use work::Works;
use workbench::Workbench;

fn main() -> ExitCode {
    crash::say_the_place_alone();
    // One that is no text is none that is known.
    let arguments = std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned());
    let arguments = match Arguments::parse(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return complain(&error, 2),
    };
    match open(arguments) {
        Ok(code) => code,
        Err(error) => complain(&error, 1),
    }
}

/// Until it is told to quit; without a tray, until the window is closed.
fn open(arguments: Arguments) -> Result<ExitCode, AppError> {
    display()?;
    let folders = folders()?;
    let profile = ProfileChoice::of(&folders, None, None)?;
    // Whoever has a window can unlock a keyring.
    let app = App::on_this_machine(folders).with_keyring_patience(Vault::PATIENCE);
    let app = App { open_browser: Arc::new(open_browser), profile, ..app };
    let practice = Practice::default();
    let shell = plugins::add(tauri::Builder::default())
        .manage(Workbench::new(app))
        .manage(Desktop::default())
        .manage(practice.clone())
        .manage(Works::default())
        .manage(Readings::default())
        .manage(Journey::default())
        .manage(Pulse::default())
        .manage(window::OneAtATime::default())
        .manage(OpenManifest::default())
        .invoke_handler(tauri::generate_handler![
            command::shell::about,
            command::shell::opening,
            command::shell::status,
            command::shell::cancel,
            command::shell::copy,
            command::shell::open_in_browser,
            command::shell::pick,
            command::shell::rule,
            command::recognise::recognise_path,
            command::activity::activity,
            command::activity::export_activity,
            command::activity::clear_activity,
            command::overview::practice,
            command::overview::rehearse,
            command::overview::cancel_rehearsal,
            command::profile::choose_cloud,
            command::profile::choose_profile,
            command::profile::switch_practice,
            command::settings::general::general,
            command::settings::general::set_at_login,
            command::settings::general::set_theme,
            command::settings::general::set_notifications,
            command::settings::profiles::profiles,
            command::settings::profiles::leaving_with_profile,
            command::settings::profiles::delete_profile,
            command::settings::profiles::export_profile,
            command::settings::profiles::import_profile,
            command::settings::environments::environments,
            command::settings::environments::look_at_cloud,
            command::settings::environments::use_cloud_of_file,
            command::settings::certificates::certificates,
            command::settings::certificates::add_certificate,
            command::settings::certificates::delete_certificate,
            command::settings::practice::practice_room,
            command::settings::practice::switch_fault,
            command::settings::practice::sign_in_without_asking,
            command::settings::practice::reset_practice,
            command::settings::practice::move_practice_time,
            command::settings::privacy::contacts,
            command::settings::privacy::written,
            command::settings::privacy::show_written,
            command::settings::privacy::delete_written,
            command::settings::privacy::undo_written_file,
            command::manifest::manifest_open,
            command::manifest::manifest_choices,
            command::manifest::manifest_check_text,
            command::manifest::manifest_shown,
            command::manifest::manifest_want,
            command::manifest::manifest_close,
            command::manifest::manifest_lines,
            command::manifest::manifest_apply,
            command::manifest::manifest_undo,
            command::manifest::manifest_markup,
            command::manifest::manifest_new,
            command::register::close_registration,
            command::register::delete_registration,
            command::register::delete_secret,
            command::register::fetch_registration,
            command::register::import_registration,
            command::register::import_secret,
            command::register::keep_secret,
            command::register::known_permissions,
            command::register::plan_code,
            command::register::write_code,
            command::register::plan_rendering,
            command::register::register,
            command::register::run_registration,
            command::register::secrets,
            command::register::set_secret_end,
            command::register::set_fact,
            command::register::tick_value,
            command::register::undo_registration,
            command::overview::agreement,
            command::overview::project,
            command::overview::open_project,
            command::overview::close_project,
            command::overview::check_port,
            command::diagnose::diagnose,
            command::token::inspect_clipboard,
            command::token::check_token,
            command::token::copy_own_token,
            command::sign_in::add_in,
            command::sign_in::sign_in,
            command::sign_in::sign_in_again,
            command::sign_in::sign_out,
            command::on_behalf_of::before_on_behalf_of,
            command::on_behalf_of::foresee,
            command::on_behalf_of::exchange,
        ])
        .build(context::context())
        .map_err(|error| words::not_opened(&error))?;
    let handle = shell.handle().clone();
    // Not `run`: that one ends the process itself, and whatever is still held would not be cleaned up.
    let code = shell.run_return(move |shell, event| match event {
        // Not earlier: a second start has ended in `build`, and would leave its tenant's run file behind. Not in Tauri's
        // `setup` either, whose error is a panic.
        RunEvent::Ready => start::start(shell, arguments),
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            urls.iter().filter_map(|url| link::page(url.as_str()).ok()).for_each(|page| link::follow(shell, page))
        }
        // A second start, of which nothing else comes here: macOS starts a program once.
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::show_soon(shell),
        // The last window was closed; a code comes with Quit, with a signal and with a failure.
        RunEvent::ExitRequested { code: None, api, .. } if shell.state::<Desktop>().has_tray() => api.prevent_exit(),
        _ => {}
    });
    // A token that was copied is to stay for a minute, and nobody counts it any more.
    let _ = handle.state::<Workbench>().app().clipboard.clear_passing();
    let stopped = practice.stop();
    // Why it has to end counts for more than what went wrong while it did.
    if let Some(error) = handle.state::<Desktop>().failure() {
        return Err(error);
    }
    stopped.map(|()| ExitCode::from(u8::try_from(code).unwrap_or(1)))
}

fn open_browser(address: &str) -> std::io::Result<()> {
    tauri_plugin_opener::open_url(address, None::<&str>).map_err(std::io::Error::other)
}

/// GTK panics without one.
fn display() -> Result<(), AppError> {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !named("DISPLAY") && !named("WAYLAND_DISPLAY") {
        return Err(AppError::could_not_check("no-display", "there is no display to open a window on")
            .with_hint("the same journey without a window: hallpass rehearse"));
    }
    Ok(())
}

fn folders() -> Result<Folders, AppError> {
    match std::env::var_os("HALLPASS_CONFIG_DIR").filter(|folder| !folder.is_empty()) {
        Some(folder) => Ok(Folders::under(folder.as_ref())),
        None => Folders::of_platform(),
    }
}

/// For whoever started this in a terminal; on a desktop nobody sees it.
fn complain(error: &AppError, code: u8) -> ExitCode {
    let hint = error.hint.as_ref().map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
    // A standard error that is closed is no reason for another error.
    let _ = writeln!(std::io::stderr(), "error: {error}{hint}");
    ExitCode::from(code)
}
