//! What a desktop gives to a program, each piece of its own for a test: a display with a window manager, session bus and
//! keyring, a tray, the place that notifications go to, a browser, and the way a link gets to it.

mod alone;
mod browser;
mod desk;
mod display;
mod notifications;
mod owned;
mod page;
mod panel;
mod session;
mod tray;
mod xdg_open;

pub use fantoccini::key::Key;

pub use browser::Browser;
pub use desk::Desk;
pub use display::Display;
pub use notifications::{Notification, Notifications};
pub use page::{Focused, Page, Starting};
pub use panel::Panel;
pub use session::{PrivateSession, SERVICE};
pub use tray::{Entry, Tray};
pub use xdg_open::XdgOpen;
