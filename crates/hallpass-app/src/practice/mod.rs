//! The practice tenant as the product uses it: one of its own for a rehearsal, or one that all programs share through a
//! run file.

/// Ports of the shared tenant unless others are asked for.
pub const HTTP_PORT: u16 = 47080;
pub const HTTPS_PORT: u16 = 47443;
/// Where the pages of the seeded add-in are taken to be: the port of Microsoft's own templates.
pub const ADD_IN_DOMAIN: &str = "localhost:3000";

mod client;
mod keys;
mod own;
mod person;
mod run_file;
mod shared;

pub use client::Environment;
pub use own::start_own;
pub use person::sign_in_as;
pub use run_file::RunFile;
pub use shared::{Running, Started, environment, running, start, stop};
