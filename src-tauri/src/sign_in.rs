//! Sign-ins as the shell runs them: window and tray see how the step is, and the token is kept for both.

use hallpass_app::use_case::sign_in::{self, Input, Output, Renew, SignInEvent, SignedInView, Way};
use hallpass_app::use_case::sign_out::{self, Output as SignedOut};
use hallpass_app::use_case::token_view::TokenView;
use hallpass_app::{App, AppError, ErrorKind, Progress};
use tauri::{AppHandle, Manager};
use tokio_util::sync::CancellationToken;

use crate::command::sign_in::SignInAsked;
use crate::opening::{TokenAnswer, TokenFrom};
use crate::status::{self, Journey, JourneyStep, Running, StepState};
use crate::work::{Work, Works};
use crate::workbench::Workbench;
use crate::{token, window, words};

/// # Errors
/// `busy`, `cancelled`, those of the use case.
pub async fn sign_in(
    shell: &AppHandle,
    asked: SignInAsked,
    hears: impl Fn(SignInEvent) + Send + Sync + 'static,
) -> Result<SignedInView, AppError> {
    let says = match asked.way {
        Way::Browser => words::WAITING_FOR_BROWSER,
        Way::DeviceCode => words::WAITING_FOR_CODE,
    };
    let SignInAsked { way, account, scopes, prompt, claims } = asked;
    // A sign-in for others' scopes, as for a consent, gets no token of the add-in's.
    let own = scopes.is_empty();
    let input = Input { way, account, scopes, prompt, claims, ..Input::default() };
    let work = async |app: &App, cancel| sign_in::sign_in(app, input, &Progress::new(hears), cancel).await;
    run(shell, Some(says), own, work).await
}

/// Silently.
///
/// # Errors
/// As of [`sign_in`]; `sign-in-again`.
pub async fn again(
    shell: &AppHandle,
    account: Option<String>,
    hears: impl Fn(SignInEvent) + Send + Sync + 'static,
) -> Result<SignedInView, AppError> {
    let input = Renew { account, ..Renew::default() };
    let work = async |app: &App, cancel| sign_in::renew(app, &input, &Progress::new(hears), cancel).await;
    run(shell, None, true, work).await
}

async fn run(
    shell: &AppHandle,
    says: Option<&str>,
    own: bool,
    work: impl AsyncFnOnce(&App, CancellationToken) -> Result<Output, AppError>,
) -> Result<SignedInView, AppError> {
    let turn = shell.state::<Works>().begin(Work::SignIn)?;
    let mut running = Running::begin(shell, JourneyStep::SignIn, says);
    let answer = work(&running.app, turn.cancel.clone()).await;
    match &answer {
        Ok(_) => running.settle(StepState::Fine, None),
        // What lacks a fact was not tried: that says nothing of the step.
        Err(error) if error.code == "cancelled" || error.kind == ErrorKind::Usage => {}
        Err(error) if error.kind == ErrorKind::CouldNotCheck => {
            running.settle(StepState::Warn, Some(words::first_clause(&error.message)));
        }
        Err(error) => running.settle(StepState::Fail, Some(words::first_clause(&error.message))),
    }
    let output = answer?;
    if own && running.is_of_now() {
        keep(shell, &running.app, &output);
    }
    Ok(SignedInView::from(&output))
}

/// The token as the last one, for every page and for the exchange.
fn keep(shell: &AppHandle, app: &App, output: &Output) {
    shell.state::<Journey>().keep_handle(app.profile.name(), Some(output.handle));
    let Some(report) = &output.token else { return };
    let view = TokenView::from(report);
    token::settle(shell, app, &view, TokenFrom::SignIn);
    let answer = TokenAnswer {
        view,
        from: TokenFrom::SignIn,
        profile: app.profile.name().to_string(),
        handle: Some(output.handle),
        unchecked: None,
    };
    drop(token::keep(shell, Ok(answer)));
    window::tell_token(shell);
}

/// Whoever signed out has no token here any more, and the step is as before a sign-in.
///
/// # Errors
/// `busy`, `cancelled`, those of the use case.
pub async fn out(
    shell: &AppHandle,
    input: &sign_out::Input,
    locked: impl FnOnce(u64) + Send,
) -> Result<SignedOut, AppError> {
    let turn = shell.state::<Works>().begin(Work::SignOut)?;
    let app = shell.state::<Workbench>().app();
    let journey = shell.state::<Journey>();
    let held = |handle| app.held(handle).is_ok();
    let had_one = journey.handle(app.profile.name()).is_some_and(held);
    let answer = sign_out::sign_out(&app, input, locked, &turn.cancel).await;
    let has_one = journey.handle(app.profile.name()).is_some_and(held);
    // The tokens of this process are gone even where the keyring keeps its own.
    if !has_one && (had_one || answer.is_ok()) {
        journey.keep_handle(app.profile.name(), None);
        journey.keep_token(app.profile.name(), None);
        status::settle(shell, &app, JourneyStep::SignIn, StepState::Waiting, None);
    }
    answer
}
