//! The token that was read last, wherever it came from: kept for the window, and what it says of the journey.

use hallpass_app::use_case::check_token;
use hallpass_app::use_case::token_view::{CheckOutcome, TokenView};
use hallpass_app::{App, AppError};
use secrecy::SecretString;
use tauri::{AppHandle, Manager};

use crate::desktop::Desktop;
use crate::opening::{TokenAnswer, TokenFrom};
use crate::status::{self, Journey, JourneyStep, StepState, TokenTime};
use crate::words;
use crate::workbench::Workbench;

/// Judges a token for the profile's add-in, and keeps the answer.
///
/// # Errors
/// That it is no token; the text is not repeated.
pub async fn look(shell: &AppHandle, text: &SecretString, from: TokenFrom) -> Result<TokenAnswer, AppError> {
    let app = shell.state::<Workbench>().app();
    let answer = check_token::look(&app, text).await.map(|looked| TokenAnswer {
        view: TokenView::from(&looked.report),
        from,
        profile: app.profile.name().to_string(),
        handle: None,
        unchecked: looked.unchecked,
    });
    if let Ok(answer) = &answer {
        settle(shell, &app, &answer.view, from);
    }
    keep(shell, answer)
}

/// For a window that is opened later, too.
pub fn keep(shell: &AppHandle, answer: Result<TokenAnswer, AppError>) -> Result<TokenAnswer, AppError> {
    shell.state::<Desktop>().keep_token(answer.clone());
    answer
}

/// What a token says of its step, where it was verified or a check failed: one that was only read says nothing of it.
///
/// Its time is the add-in's own token's: one that was only inspected has a say while no sign-in's is held.
pub fn settle(shell: &AppHandle, app: &App, view: &TokenView, from: TokenFrom) {
    let failing = view.checks.iter().find(|check| check.outcome == CheckOutcome::Fail);
    let (state, says) = match failing {
        Some(check) => (StepState::Fail, Some(words::failing_check(&check.id))),
        None if view.passed => (StepState::Fine, None),
        None => return,
    };
    // One of another app or server is none of this add-in's, whatever its time.
    let journey = shell.state::<Journey>();
    let has_own = journey.handle(app.profile.name()).is_some_and(|handle| app.held(handle).is_ok());
    if view.verified && is_for_add_in(view) && (from == TokenFrom::SignIn || !has_own) {
        let time = view.issued.zip(view.expires).map(|(issued, expires)| TokenTime { issued, expires });
        journey.keep_token(app.profile.name(), time);
    }
    status::settle(shell, app, JourneyStep::Token, state, says);
}

fn is_for_add_in(view: &TokenView) -> bool {
    view.checks.iter().any(|check| check.id == "audience" && check.outcome == CheckOutcome::Pass)
}
