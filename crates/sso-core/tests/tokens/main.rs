//! What is said of tokens: of each row of the table (`tests/tokens`), of pastes, and of generated texts.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "every file here is a test or serves one")]

mod decoder;
mod explained;
mod pasted;
mod property;
mod table;
