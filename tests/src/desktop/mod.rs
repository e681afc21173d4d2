//! What a desktop gives to a program, each piece of its own for a test: session bus and keyring, a display for the
//! keyring's question, a browser, and the way a link gets to it.

mod browser;
mod display;
mod owned;
mod session;
mod xdg_open;

pub use browser::Browser;
pub use display::Display;
pub use session::{PrivateSession, SERVICE};
pub use xdg_open::XdgOpen;
