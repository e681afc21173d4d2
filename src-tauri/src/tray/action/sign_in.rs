//! "Sign in again": in the system's browser, as whoever signed in last.

use hallpass_app::session;
use hallpass_app::use_case::sign_in::{SignInEvent, SignedInView, Way};
use hallpass_app::{App, AppError};
use tauri::{AppHandle, Manager};

use super::{Answer, practice_if_wanted};
use crate::command::sign_in::SignInAsked;
use crate::opening::Page;
use crate::words::tray as words;
use crate::work::{Work, Works};
use crate::workbench::Workbench;
use crate::{notice, sign_in};

/// While one runs, by the window too, the item stops it.
pub async fn run(shell: &AppHandle) -> Option<Answer> {
    let works = shell.state::<Works>();
    if works.is_running(Work::SignIn) {
        works.cancel(Work::SignIn);
        return None;
    }
    let app = shell.state::<Workbench>().app();
    match signed_in(shell, &app).await {
        Ok(view) => {
            let minutes = view.expires.duration_since(app.now()).as_secs() / 60;
            Answer::of(words::signed_in(&view.account.shown(), minutes, view.token.as_ref()), Page::Token)
        }
        Err(error) => Answer::failed(words::NOT_SIGNED_IN, &error, Page::SignIn),
    }
}

async fn signed_in(shell: &AppHandle, app: &App) -> Result<SignedInView, AppError> {
    practice_if_wanted(shell, app).await?;
    // The newest; one that cannot be read is no reason not to sign in.
    let account = session::accounts(app).ok().and_then(|accounts| accounts.into_iter().next());
    let account = account.and_then(|account| account.username);
    let listener = shell.clone();
    let tell = move |event| match event {
        SignInEvent::BrowserNotStarted => notice::answer(&listener, words::browser_not_started(), Page::SignIn),
        SignInEvent::KeyringLocked { .. } => notice::answer(&listener, words::keyring_locked(), Page::SignIn),
        _ => {}
    };
    let asked = SignInAsked { way: Way::Browser, account, scopes: Vec::new(), prompt: None, claims: None };
    sign_in::sign_in(shell, asked, tell).await
}
