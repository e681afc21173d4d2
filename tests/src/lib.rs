//! What the black-box tests stand on: running the built `hallpass` shut off from the machine's desktop, a desktop
//! session of its own where one is needed, a real browser, and looking for what must not be there.
//!
//! Nothing here knows the insides of the product: it sees arguments, streams, exit codes, files, processes and HTTP.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "test code: a panic is how a test fails")]

pub mod bytes;
pub mod corpus;
pub mod desktop;
pub mod difference;
pub mod home;
pub mod manifest_text;
pub mod need;
pub mod person;
pub mod program;
pub mod shape;
pub mod sign_in;
pub mod trace;
#[cfg(unix)]
pub mod unprivileged;
pub mod wait;
