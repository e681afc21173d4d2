//! Use cases of Hallpass for every face: window, tray and CLI call these and render what comes out.
//!
//! A use case is `async fn name(&App, Input, &Progress<NameEvent>, CancellationToken) -> Result<Output, AppError>`, with
//! its transfer types beside it; those that are quick leave progress and cancelling out.

pub mod activity;
mod app;
mod azure_cli;
mod certificate;
mod clipboard;
pub mod clock;
pub mod crash;
pub mod dotenv;
mod entra;
mod error;
pub mod files;
mod git;
pub mod opened;
pub mod practice;
mod probe;
pub mod profile;
mod progress;
#[cfg(test)]
mod redacted;
pub mod seen;
pub mod session;
pub mod settings;
pub mod shell;
mod toml_text;
pub mod use_case;
pub mod vault;

pub use app::{App, Clock, Folders, OpenBrowser, Random, Wait};
pub use clipboard::Clipboard;
pub use error::{AppError, ErrorKind};
pub use progress::Progress;
/// The domain's own types, as use cases hand them out: a face depends on this crate alone.
pub use sso_core;
