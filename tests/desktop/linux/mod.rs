//! With the real parts of a Linux desktop.

mod content_policy;
mod desk;
mod first_run;
mod flows;
mod instance;
mod journey;
mod keyboard;
mod links;
mod manifest;
mod overview;
mod person;
mod processes;
mod record;
mod register;
mod settings;
mod tray;
mod whole;
mod without;

/// The title of the window.
const WINDOW: &str = "Hallpass";
