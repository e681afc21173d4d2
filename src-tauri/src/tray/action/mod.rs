//! What the menu's items do, with the window closed as well. Each answers with a notification, whose click opens the page;
//! what has a page that shows the answer goes to the open window.

mod manifest;
mod on_behalf_of;
mod settings;
mod sign_in;

use hallpass_app::{App, AppError};
use tauri::async_runtime::spawn;
use tauri::{AppHandle, Manager};

use super::item::Item;
use crate::desktop::Desktop;
use crate::opening::Page;
use crate::practice::Practice;
use crate::status::{self, CloudKind};
use crate::words::Notice;
use crate::{clipboard, link, notice, pulse, rehearsal, start, window, words};

pub fn chosen(shell: &AppHandle, id: &str) {
    match Item::of(id) {
        Some(Item::Open) => window::show_soon(shell),
        Some(Item::MoreProfiles) => link::follow(shell, Page::Settings),
        // While one runs the item stops it.
        Some(Item::Rehearse) if shell.state::<Desktop>().cancel_rehearsal() => {}
        Some(Item::Rehearse) => drop(spawn(rehearse(shell.clone()))),
        Some(Item::Inspect) => drop(spawn(inspect(shell.clone()))),
        Some(Item::Quit) => shell.exit(0),
        Some(item) => drop(spawn(answer(shell.clone(), item))),
        None => {}
    }
}

/// What an item answers, and the page where more of it stands.
struct Answer {
    notice: Notice,
    page: Page,
}

impl Answer {
    fn of(notice: Notice, page: Page) -> Option<Self> {
        Some(Self { notice, page })
    }

    /// Nothing for what a person has stopped: they know.
    fn failed(title: &str, error: &AppError, page: Page) -> Option<Self> {
        let notice = words::tray::failed(title, error);
        (error.code != "cancelled").then(|| Self { notice, page: page_of(error, page) })
    }
}

async fn answer(shell: AppHandle, item: Item) {
    let answer = match item {
        Item::Profile(name) => settings::choose_profile(&shell, &name),
        Item::Environment(cloud) => settings::choose_environment(&shell, cloud),
        Item::SignIn => sign_in::run(&shell).await,
        Item::OnBehalfOf => on_behalf_of::run(&shell).await,
        Item::CopyMarkup => manifest::copy_markup(&shell).await,
        Item::CheckManifest => manifest::check(&shell).await,
        Item::Practice => settings::switch_practice(&shell).await,
        Item::AtLogin => settings::switch_at_login(&shell).await,
        _ => None,
    };
    // A click has turned the item's check mark.
    pulse::wake(&shell);
    if let Some(Answer { notice, page }) = answer {
        notice::answer(&shell, notice, page);
    }
}

async fn rehearse(shell: AppHandle) {
    match rehearsal::rehearse(&shell, None, |_| {}).await {
        // Whoever cancelled it knows, and one that runs is what was wanted.
        Err(error) if ["cancelled", "busy"].contains(&error.code.as_str()) => {}
        // Without a window it was told by notification.
        _ if window::open_one(&shell).is_some() => window::show_page_soon(&shell),
        _ => {}
    }
}

async fn inspect(shell: AppHandle) {
    let answer = clipboard::inspect(&shell).await;
    if window::open_one(&shell).is_some() {
        return window::show_page_soon(&shell);
    }
    let notice = answer.map_or_else(|error| words::not_inspected(&error), |answer| words::inspected(&answer.view));
    notice::answer(&shell, notice, Page::Token);
}

/// Where what is missing is set, or is seen.
fn page_of(error: &AppError, page: Page) -> Page {
    match error.code.as_str() {
        "fact-missing" | "credential-missing" => Page::Register,
        "not-signed-in" | "sign-in-again" | "account-ambiguous" | "account-unknown" => Page::SignIn,
        "manifest-not-known" => Page::Manifest,
        "practice-not-running" | "profile-not-readable" | "profile-has-another" => Page::Settings,
        _ => page,
    }
}

/// The practice tenant runs, where the profile's requests go there.
async fn practice_if_wanted(shell: &AppHandle, app: &App) -> Result<(), AppError> {
    if status::now(shell).environment.cloud == CloudKind::Practice {
        start::practice(shell);
        let practice = shell.state::<Practice>().inner().clone();
        practice.addresses(app).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_leads_to_where_it_is_set() {
        let error = |code: &str| AppError::usage(code, "not known: the Application (client) ID").with_hint("give --x");
        let answer = Answer::failed("Sign-in did not work", &error("fact-missing"), Page::SignIn).unwrap();
        assert_eq!((answer.page, answer.notice.title.as_str()), (Page::Register, "Sign-in did not work"));
        assert_eq!(answer.notice.sentence, "Not known: the Application (client) ID. Click to fill it in.");
        let answer = Answer::failed("Sign-in did not work", &error("offline"), Page::SignIn).unwrap();
        assert_eq!(answer.page, Page::SignIn);
        assert_eq!(answer.notice.sentence, "Not known: the Application (client) ID. Give --x.");
        assert!(Answer::failed("Sign-in did not work", &error("cancelled"), Page::SignIn).is_none());
    }
}
