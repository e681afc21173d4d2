//! With the real parts of a Linux desktop.

mod browser;
mod desktop;
mod keyring;
mod network;
mod no_keyring;
mod overview;
mod profile;
mod secret;
