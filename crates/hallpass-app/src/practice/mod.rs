//! The practice tenant as the product uses it: one of its own for a rehearsal, or one that all programs share through a
//! run file.

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
