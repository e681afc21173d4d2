//! The menu's lines, from top to bottom.

use std::sync::{Mutex, PoisonError};

use tauri::menu::{CheckMenuItem, IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Wry};

use super::item::Item;
use super::look::Look;
use crate::status::CloudKind;
use crate::words::tray as words;

/// Those that change are kept.
pub struct Lines {
    menu: Menu<Wry>,
    state: MenuItem<Wry>,
    profile: Submenu<Wry>,
    profiles: Mutex<Profiles>,
    environment: Submenu<Wry>,
    clouds: Vec<(CloudKind, CheckMenuItem<Wry>)>,
    sign_in: MenuItem<Wry>,
    on_behalf_of: MenuItem<Wry>,
    practice: CheckMenuItem<Wry>,
    rehearse: MenuItem<Wry>,
    at_login: CheckMenuItem<Wry>,
}

/// As they stand in their menu now.
#[derive(Default)]
struct Profiles {
    listed: Vec<(String, CheckMenuItem<Wry>)>,
    has_more: bool,
}

impl Lines {
    pub fn new(shell: &AppHandle) -> tauri::Result<Self> {
        let item = |item: Item, text: &str| MenuItem::with_id(shell, item.id(), text, true, None::<&str>);
        let separator = || PredefinedMenuItem::separator(shell);
        let state = MenuItem::new(shell, "", false, None::<&str>)?;
        let profile = Submenu::new(shell, "", true)?;
        let environment = Submenu::new(shell, "", true)?;
        let clouds = CloudKind::OFFERED.into_iter().filter_map(|kind| {
            let name = kind.known()?.name().to_owned();
            Some(check(shell, &Item::Environment(kind), &name).map(|line| (kind, line)))
        });
        let clouds = clouds.collect::<tauri::Result<Vec<_>>>()?;
        for (_, line) in &clouds {
            environment.append(line)?;
        }
        let sign_in = item(Item::SignIn, words::SIGN_IN)?;
        let on_behalf_of = item(Item::OnBehalfOf, words::ON_BEHALF_OF)?;
        let practice = check(shell, &Item::Practice, words::PRACTICE)?;
        let rehearse = item(Item::Rehearse, words::REHEARSE)?;
        let at_login = check(shell, &Item::AtLogin, words::AT_LOGIN)?;
        let lines: [&dyn IsMenuItem<Wry>; 18] = [
            &state,
            &separator()?,
            &profile,
            &environment,
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
            &separator()?,
            &item(Item::Quit, words::QUIT)?,
        ];
        let menu = Menu::with_items(shell, &lines)?;
        let profiles = Mutex::default();
        Ok(Self {
            menu,
            state,
            profile,
            profiles,
            environment,
            clouds,
            sign_in,
            on_behalf_of,
            practice,
            rehearse,
            at_login,
        })
    }

    pub fn menu(&self) -> &Menu<Wry> {
        &self.menu
    }

    /// A check mark is set each time: a click has turned it, whatever came of it.
    pub fn show(&self, shell: &AppHandle, look: &Look) -> tauri::Result<()> {
        let one_of = |is_running, stop, start| if is_running { stop } else { start };
        self.state.set_text(plain(&look.line))?;
        self.show_profiles(shell, look)?;
        self.environment.set_text(plain(&look.environment))?;
        for (cloud, line) in &self.clouds {
            line.set_checked(*cloud == look.cloud)?;
        }
        self.sign_in.set_text(one_of(look.is_signing_in, words::STOP_SIGN_IN, words::SIGN_IN))?;
        let on_behalf_of = one_of(look.is_exchanging, words::STOP_ON_BEHALF_OF, words::ON_BEHALF_OF);
        self.on_behalf_of.set_text(on_behalf_of)?;
        self.practice.set_checked(look.is_practising)?;
        self.rehearse.set_text(one_of(look.is_rehearsing, words::STOP_REHEARSAL, words::REHEARSE))?;
        self.at_login.set_checked(look.at_login)
    }

    fn show_profiles(&self, shell: &AppHandle, look: &Look) -> tauri::Result<()> {
        self.profile.set_text(plain(&look.profile))?;
        let mut now = self.profiles.lock().unwrap_or_else(PoisonError::into_inner);
        let is_same = now.has_more == look.has_more && now.listed.iter().map(|(name, _)| name).eq(&look.profiles);
        if !is_same {
            while self.profile.remove_at(0)?.is_some() {}
            let line = |name: &String| Ok((name.clone(), check(shell, &Item::Profile(name.clone()), name)?));
            now.listed = look.profiles.iter().map(line).collect::<tauri::Result<_>>()?;
            now.has_more = look.has_more;
            for (_, line) in &now.listed {
                self.profile.append(line)?;
            }
            if look.has_more {
                let more = MenuItem::with_id(shell, Item::MoreProfiles.id(), words::MORE_PROFILES, true, None::<&str>)?;
                self.profile.append(&more)?;
            }
        }
        now.listed.iter().try_for_each(|(name, line)| line.set_checked(*name == look.chosen))
    }
}

fn check(shell: &AppHandle, item: &Item, text: &str) -> tauri::Result<CheckMenuItem<Wry>> {
    CheckMenuItem::with_id(shell, item.id(), plain(text), true, false, None::<&str>)
}

/// A name's own `&`, which in a menu would mark the letter behind it.
fn plain(text: &str) -> String {
    text.replace('&', "&&")
}
