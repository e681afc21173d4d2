//! "Sign in again": in the system's browser, as whoever signed in last.

use hallpass_app::session;
use hallpass_app::use_case::sign_in::{Input, Output, SignInEvent, sign_in};
use hallpass_app::use_case::token_view::{CheckOutcome, TokenView};
use hallpass_app::{AppError, Progress};
use tauri::{AppHandle, Manager};
use tokio_util::sync::CancellationToken;

use super::{Answer, Running, practice_if_wanted};
use crate::desktop::Desktop;
use crate::notice;
use crate::opening::Page;
use crate::status::{self, Journey, JourneyStep, StepState, TokenTime};
use crate::words::tray as words;
use crate::work::{Work, Works};

/// While one runs, by the window too, the item stops it.
pub async fn run(shell: &AppHandle) -> Option<Answer> {
    let works = shell.state::<Works>();
    let Ok(turn) = works.begin(Work::SignIn) else {
        works.cancel(Work::SignIn);
        return None;
    };
    let running = Running::begin(shell, JourneyStep::SignIn);
    match signed_in(shell, &running, turn.cancel.clone()).await {
        Ok(output) => {
            let view = keep(shell, &running, &output);
            let minutes = output.expires.duration_since(running.app.now()).as_secs() / 60;
            running.settle(StepState::Fine, None);
            Answer::of(words::signed_in(&output.account.shown(), minutes, view.as_ref()), Page::Token)
        }
        Err(error) => {
            running.failed(&error);
            Answer::failed(words::NOT_SIGNED_IN, &error, Page::SignIn)
        }
    }
}

async fn signed_in(shell: &AppHandle, running: &Running<'_>, cancel: CancellationToken) -> Result<Output, AppError> {
    let app = &running.app;
    practice_if_wanted(shell, app).await?;
    // The newest; one that cannot be read is no reason not to sign in.
    let account = session::accounts(app).ok().and_then(|accounts| accounts.into_iter().next());
    let account = account.and_then(|account| account.username);
    let listener = shell.clone();
    let progress = Progress::new(move |event| match event {
        SignInEvent::BrowserNotStarted => notice::notify(&listener, words::browser_not_started(), Page::SignIn),
        SignInEvent::KeyringLocked { .. } => notice::notify(&listener, words::keyring_locked(), Page::SignIn),
        _ => {}
    });
    sign_in(app, Input { account, ..Input::default() }, &progress, cancel).await
}

/// For window and exchange; the token's step by its checks.
fn keep(shell: &AppHandle, running: &Running, output: &Output) -> Option<TokenView> {
    let (app, journey) = (&running.app, shell.state::<Journey>());
    let name = app.profile.name();
    journey.keep_handle(name, Some(output.handle));
    journey.keep_token(name, Some(TokenTime { issued: app.now(), expires: output.expires }));
    let view = output.token.as_ref().map(TokenView::from)?;
    let failing = view.checks.iter().find(|check| check.outcome == CheckOutcome::Fail);
    match failing {
        Some(check) => {
            let says = words::failing_check(&check.id);
            status::settle(shell, app, JourneyStep::Token, StepState::Fail, Some(says));
        }
        None if view.passed => status::settle(shell, app, JourneyStep::Token, StepState::Fine, None),
        // Nothing was verified: that says nothing of the step.
        None => {}
    }
    shell.state::<Desktop>().keep_token(Ok(view.clone()));
    Some(view)
}
