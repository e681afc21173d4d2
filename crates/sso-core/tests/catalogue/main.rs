//! The catalogue against its page, and diagnoses of real reports. Both lie outside of the repository: those tests are in
//! modules named `corpus`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "test code: a panic is how a test fails")]

mod corpus;
mod list;
mod property;
