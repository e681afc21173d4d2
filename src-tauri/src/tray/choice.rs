//! A submenu of which one line is chosen.

use tauri::menu::{CheckMenuItem, Menu, MenuItem, Submenu};
use tauri::{AppHandle, Wry};

use super::item::Item;
use super::menu::plain;

/// What it has to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The line that leads to it.
    pub text: String,
    pub lines: Vec<(Item, String)>,
    /// Below the lines, where there is more to choose from.
    pub more: Option<(Item, &'static str)>,
}

/// As it stands in the menu now.
pub struct Choice {
    submenu: Submenu<Wry>,
    offer: Offer,
    lines: Vec<(Item, CheckMenuItem<Wry>)>,
}

impl Choice {
    pub fn new(shell: &AppHandle, offer: Offer) -> tauri::Result<Self> {
        let submenu = Submenu::new(shell, plain(&offer.text), true)?;
        let mut lines = Vec::new();
        for (item, text) in &offer.lines {
            let line = CheckMenuItem::with_id(shell, item.id(), plain(text), true, false, None::<&str>)?;
            submenu.append(&line)?;
            lines.push((item.clone(), line));
        }
        if let Some((item, text)) = &offer.more {
            submenu.append(&MenuItem::with_id(shell, item.id(), text, true, None::<&str>)?)?;
        }
        Ok(Self { submenu, offer, lines })
    }

    pub fn submenu(&self) -> &Submenu<Wry> {
        &self.submenu
    }

    /// Where anything else than the chosen line is another, a new one takes its place in the menu: on Linux the text of a
    /// submenu stays what it was when it was made (muda 0.20 sets it where GTK does not look).
    pub fn show(
        &mut self,
        shell: &AppHandle,
        (menu, place): (&Menu<Wry>, usize),
        offer: Offer,
        chosen: &Item,
    ) -> tauri::Result<()> {
        if self.offer != offer {
            let new = Self::new(shell, offer)?;
            menu.remove(&self.submenu)?;
            menu.insert(&new.submenu, place)?;
            *self = new;
        }
        self.lines.iter().try_for_each(|(item, line)| line.set_checked(item == chosen))
    }
}
