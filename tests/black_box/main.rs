//! Black-box tests: what a person or a script sees of the built `hallpass`.
//!
//! Modules named `corpus` read real manifests from outside the repository; modules named `linux` need a Linux desktop's
//! parts (`apt-get install dbus libglib2.0-bin gnome-keyring libsecret-tools xvfb chromium chromium-driver`). A runner
//! may leave them out by these names and must say so; run without what they need they fail, with a sentence.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "test code: a panic is how a test fails")]

/// One test a row: `name: argument, …;` each handed to the check.
macro_rules! each {
    ($check:path; $($name:ident: $argument:expr),+ $(,)?) => {
        $(
            #[test]
            fn $name() {
                $check($argument);
            }
        )+
    };
}

mod cli;
mod code;
mod code_syntax;
mod corpus;
mod diagnose;
mod edit;
mod exchange_token;
mod flows;
mod journey;
mod kept_keys;
mod linux;
mod manifest;
mod network;
mod overview;
mod plan;
mod practice;
mod practice_control;
mod practice_look;
mod profile;
mod project;
mod registration;
mod rehearse;
mod rendered;
mod token;
