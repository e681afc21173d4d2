//! Real clients of Entra against the practice tenant: MSAL in all its kinds, openid-client, jose, PyJWT, and a server of
//! an add-in. What they are is pinned in `npm/` and `python/`; `cargo xtask test` installs them.
//!
//! Each client is a script of its own, a function a flow, that knows nothing but its settings. The tests start it, play
//! the person where one is asked for, and hold each flow's result against what this client must be able to do.
//!
//! `agreement/` asks nobody: there jose and PyJWT judge the table of tokens beside Hallpass.
//! And the other way round: our own client against the practice tenant, and against servers that nobody here wrote.
//!
//! MSAL checks no signature: it proves the shape of what the tenant answers, jose, PyJWT and openid-client the crypto.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "test code: a panic is how a test fails")]
#![allow(clippy::print_stdout, reason = "the matrix is for people")]

mod agreement;
mod certificate;
mod code;
mod linux;
mod matrix;
mod ours;
mod script;
mod tenant;
mod token;
mod verdicts;
