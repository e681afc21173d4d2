//! The tray: an icon, a menu, what its items do. On Linux it has no tooltip and no click, so the first line of the menu
//! says the state.

mod action;
pub mod support;

use tauri::image::Image;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Wry, include_image};

use crate::state::{Sign, State};
use crate::words;

const ID: &str = "main";

/// Ids of the menu's items; in this order they stand.
mod item {
    pub const STATE: &str = "state";
    pub const OPEN: &str = "open";
    pub const REHEARSE: &str = "rehearse";
    pub const INSPECT: &str = "inspect";
    pub const QUIT: &str = "quit";
}

pub struct Tray {
    icon: TrayIcon<Wry>,
    state: MenuItem<Wry>,
    rehearse: MenuItem<Wry>,
}

impl Tray {
    /// Only where [`support::there`] has said so: without its library on Linux it would panic.
    pub fn build(shell: &AppHandle) -> tauri::Result<Self> {
        let item = |id, text: &str, enabled| MenuItem::with_id(shell, id, text, enabled, None::<&str>);
        let state = item(item::STATE, &words::state(State::default()), false)?;
        let rehearse = item(item::REHEARSE, words::rehearse(State::default()), true)?;
        let menu = Menu::with_items(
            shell,
            &[
                &state,
                &PredefinedMenuItem::separator(shell)?,
                &item(item::OPEN, words::OPEN, true)?,
                &rehearse,
                &item(item::INSPECT, words::INSPECT, true)?,
                &PredefinedMenuItem::separator(shell)?,
                &item(item::QUIT, words::QUIT, true)?,
            ],
        )?;
        let icon = TrayIconBuilder::with_id(ID)
            .icon(image(State::default().sign()))
            .menu(&menu)
            .on_menu_event(|shell, event| action::chosen(shell, event.id().as_ref()))
            .build(shell)?;
        Ok(Self { icon, state, rehearse })
    }

    /// In the first line, the item of the rehearsal, the icon and, where there is one, the tooltip.
    pub fn say(&self, state: State) {
        let line = words::state(state);
        // They fail when the program is at its end and nobody looks any more.
        let _ = self.state.set_text(&line);
        let _ = self.rehearse.set_text(words::rehearse(state));
        let _ = self.icon.set_icon(Some(image(state.sign())));
        let _ = self.icon.set_tooltip(Some(format!("Hallpass: {line}")));
    }
}

fn image(sign: Sign) -> Image<'static> {
    match sign {
        Sign::Idle => include_image!("icons/tray/idle.png"),
        Sign::Fine => include_image!("icons/tray/fine.png"),
        Sign::Attention => include_image!("icons/tray/attention.png"),
        Sign::Failing => include_image!("icons/tray/failing.png"),
    }
}
