//! The table of tokens, made with keys of its own that are drawn when it is asked for: good ones of each kind, version and
//! cloud, and each fault by itself. A row more is a line in the file of its check, in `rows/`.
//!
//! A library, because two tests hold it against somebody: what `sso-core` must say of each, and whether other libraries
//! agree.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code: a panic is how a test fails")]

mod cases;
pub mod made;
mod row;
mod rows;
pub mod signer;

pub use cases::cases;
pub use row::{Row, remarks};
pub use rows::all;
