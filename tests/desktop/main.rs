//! Black-box tests of the window program: what a person sees of it on a desktop, and what must not be seen.
//!
//! They drive the built `hallpass-desktop` on a display, a session bus and a tray of their own (`cargo xtask test` brings
//! what they need), one desktop at a time. All are in modules named `linux`: a runner on another system may leave them
//! out by that name and must say so.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "test code: a panic is how a test fails")]

mod linux;
