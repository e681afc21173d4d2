//! Hallpass in a window. Here is what only a desktop has: windows, commands of a line or two, what a page may ask. What
//! they show is decided in `hallpass-app`.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod arguments;
mod commands;
mod context;
mod practice;
mod signal;
mod window;

use std::io::Write;
use std::process::ExitCode;

use arguments::Arguments;
use hallpass_app::{App, AppError, Folders};

fn main() -> ExitCode {
    let arguments = match Arguments::parse(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(error) => return complain(&error, 2),
    };
    match open(arguments) {
        Ok(code) => code,
        Err(error) => complain(&error, 1),
    }
}

/// Until the window is closed.
fn open(arguments: Arguments) -> Result<ExitCode, AppError> {
    display()?;
    let app = App::on_this_machine(folders()?);
    let practice = practice::Practice::start(&app, arguments.practice);
    let shell = tauri::Builder::default()
        .manage(app)
        .manage(practice.state())
        .invoke_handler(tauri::generate_handler![commands::about, commands::practice])
        .setup(|shell| {
            signal::end_on_signal(shell.handle().clone());
            Ok(window::open(shell.handle())?)
        })
        .build(context::context())
        .map_err(|error| not_opened(&error))?;
    // Not `run`: that one ends the process itself, and whatever is still held would not be cleaned up.
    let code = shell.run_return(|_, _| {});
    practice.stop()?;
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(1)))
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

fn not_opened(error: &tauri::Error) -> AppError {
    AppError::failed("window-not-opened", format!("the window could not be opened: {error}"))
        .with_hint("the same journey without a window: hallpass rehearse")
}

/// For whoever started this in a terminal; on a desktop nobody sees it.
fn complain(error: &AppError, code: u8) -> ExitCode {
    let hint = error.hint.as_ref().map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
    // A standard error that is closed is no reason for another error.
    let _ = writeln!(std::io::stderr(), "error: {error}{hint}");
    ExitCode::from(code)
}
