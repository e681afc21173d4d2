//! The tray: an icon, a menu, what its items do. On Linux it has no tooltip and no click, so the first line of the menu
//! says the state.

mod action;
mod choice;
mod icon;
mod item;
mod look;
mod menu;
pub mod support;

use std::sync::{Mutex, PoisonError};

use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Wry};

pub use look::Look;

use crate::state::Sign;
use menu::Lines;

const ID: &str = "main";

pub struct Tray {
    icon: TrayIcon<Wry>,
    lines: Lines,
    /// What was shown last: a panel draws a new icon each time that it is given one.
    shown: Mutex<Option<(Sign, String)>>,
}

impl Tray {
    /// Only where [`support::there`] has said so: without its library on Linux it would panic.
    pub fn build(shell: &AppHandle, look: &Look) -> tauri::Result<Self> {
        let lines = Lines::new(shell, look)?;
        let icon = TrayIconBuilder::with_id(ID)
            .icon(icon::of(look.sign, shell))
            .icon_as_template(cfg!(target_os = "macos"))
            .menu(lines.menu())
            .on_menu_event(|shell, event| action::chosen(shell, event.id().as_ref()))
            .build(shell)?;
        let tray = Self { icon, lines, shown: Mutex::default() };
        tray.show(shell, look);
        Ok(tray)
    }

    /// In the menu, on the icon and, where there is one, in the tooltip. On the main thread.
    pub fn show(&self, shell: &AppHandle, look: &Look) {
        // It fails when the program is at its end and nobody looks any more.
        let _ = self.lines.show(shell, look);
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let before = shown.replace((look.sign, look.line.clone()));
        let (sign, line) = before.map_or((None, None), |(sign, line)| (Some(sign), Some(line)));
        if sign != Some(look.sign) {
            let _ = self.icon.set_icon_with_as_template(Some(icon::of(look.sign, shell)), cfg!(target_os = "macos"));
        }
        if line.as_deref() != Some(look.line.as_str()) {
            let _ = self.icon.set_tooltip(Some(format!("Hallpass: {}", look.line)));
        }
    }
}
