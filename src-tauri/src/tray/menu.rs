//! The menu's lines, from top to bottom.

use std::sync::{Mutex, PoisonError};

use tauri::menu::{CheckMenuItem, IsMenuItem, Menu, MenuItem, PredefinedMenuItem};
use tauri::{AppHandle, Wry};

use super::choice::{Choice, Offer};
use super::item::Item;
use super::look::Look;
use crate::status::CloudKind;
use crate::words::tray as words;

/// Where the submenus stand.
const PROFILE: usize = 2;
const ENVIRONMENT: usize = 3;

/// Those that change are kept.
pub struct Lines {
    menu: Menu<Wry>,
    state: MenuItem<Wry>,
    profile: Mutex<Choice>,
    environment: Mutex<Choice>,
    sign_in: MenuItem<Wry>,
    on_behalf_of: MenuItem<Wry>,
    practice: CheckMenuItem<Wry>,
    rehearse: MenuItem<Wry>,
    at_login: CheckMenuItem<Wry>,
}

impl Lines {
    pub fn new(shell: &AppHandle, look: &Look) -> tauri::Result<Self> {
        let item = |item: Item, text: &str| MenuItem::with_id(shell, item.id(), text, true, None::<&str>);
        let check = |item: Item, text: &str| CheckMenuItem::with_id(shell, item.id(), text, true, false, None::<&str>);
        let separator = || PredefinedMenuItem::separator(shell);
        let state = MenuItem::new(shell, plain(&look.line), false, None::<&str>)?;
        let profile = Choice::new(shell, profiles(look))?;
        let environment = Choice::new(shell, environments(look))?;
        let sign_in = item(Item::SignIn, words::SIGN_IN)?;
        let on_behalf_of = item(Item::OnBehalfOf, words::ON_BEHALF_OF)?;
        let practice = check(Item::Practice, words::PRACTICE)?;
        let rehearse = item(Item::Rehearse, words::REHEARSE)?;
        let at_login = check(Item::AtLogin, words::AT_LOGIN)?;
        let lines: [&dyn IsMenuItem<Wry>; 17] = [
            &state,
            &separator()?,
            profile.submenu(),
            environment.submenu(),
            &separator()?,
            &item(Item::Inspect, words::INSPECT)?,
            &sign_in,
            &on_behalf_of,
            &item(Item::CopyMarkup, words::COPY_MARKUP)?,
            &item(Item::CheckManifest, words::CHECK_MANIFEST)?,
            &separator()?,
            &practice,
            &rehearse,
            &separator()?,
            &item(Item::Open, words::OPEN)?,
            &at_login,
            &item(Item::Quit, words::QUIT)?,
        ];
        let menu = Menu::with_items(shell, &lines)?;
        let (profile, environment) = (Mutex::new(profile), Mutex::new(environment));
        Ok(Self { menu, state, profile, environment, sign_in, on_behalf_of, practice, rehearse, at_login })
    }

    pub fn menu(&self) -> &Menu<Wry> {
        &self.menu
    }

    /// A check mark is set each time: a click has turned it, whatever came of it.
    pub fn show(&self, shell: &AppHandle, look: &Look) -> tauri::Result<()> {
        let one_of = |is_running, stop, start| if is_running { stop } else { start };
        self.state.set_text(plain(&look.line))?;
        let mut profile = self.profile.lock().unwrap_or_else(PoisonError::into_inner);
        profile.show(shell, (&self.menu, PROFILE), profiles(look), &Item::Profile(look.chosen.clone()))?;
        let mut environment = self.environment.lock().unwrap_or_else(PoisonError::into_inner);
        environment.show(shell, (&self.menu, ENVIRONMENT), environments(look), &Item::Environment(look.cloud))?;
        self.sign_in.set_text(one_of(look.is_signing_in, words::STOP_SIGN_IN, words::SIGN_IN))?;
        let on_behalf_of = one_of(look.is_exchanging, words::STOP_ON_BEHALF_OF, words::ON_BEHALF_OF);
        self.on_behalf_of.set_text(on_behalf_of)?;
        self.practice.set_checked(look.is_practising)?;
        self.rehearse.set_text(one_of(look.is_rehearsing, words::STOP_REHEARSAL, words::REHEARSE))?;
        self.at_login.set_checked(look.at_login)
    }
}

fn profiles(look: &Look) -> Offer {
    Offer {
        text: look.profile.clone(),
        lines: look.profiles.iter().map(|name| (Item::Profile(name.clone()), name.clone())).collect(),
        more: look.has_more.then_some((Item::MoreProfiles, words::MORE_PROFILES)),
    }
}

fn environments(look: &Look) -> Offer {
    let named = |kind: CloudKind| Some((Item::Environment(kind), kind.known()?.name().to_owned()));
    Offer {
        text: look.environment.clone(),
        lines: CloudKind::OFFERED.into_iter().filter_map(named).collect(),
        more: None,
    }
}

/// A name's own `&`, which in a menu would mark the letter behind it.
pub fn plain(text: &str) -> String {
    text.replace('&', "&&")
}
