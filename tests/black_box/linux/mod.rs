//! With the real parts of a Linux desktop.

mod browser;
mod desktop;
mod keyring;
mod no_keyring;
mod secret;
