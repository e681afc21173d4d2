//! Registrations as people paste them, through the crate's public face only.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking, also in what it calls")]

mod hostile;
mod places;
mod shapes;
mod values;
