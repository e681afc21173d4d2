//! An exchange as the shell runs it: window and tray see how the step is.

use hallpass_app::use_case::on_behalf_of::{
    self, AssertionSource, Input, OnBehalfOfEvent, OnBehalfOfView, Output, curl, requests_since,
};
use hallpass_app::{App, AppError, ErrorKind, Progress};
use tauri::{AppHandle, Manager};

use crate::command::on_behalf_of::{ExchangeView, OnBehalfOfAsked};
use crate::status::{Journey, JourneyStep, Running, StepState};
use crate::words;
use crate::work::{Work, Works};

/// With the token of the last sign-in; where that one is gone, with a fresh one of the account.
///
/// # Errors
/// `busy`, `cancelled`, and where there is no answer to show those of the use case.
pub async fn run(
    shell: &AppHandle,
    asked: OnBehalfOfAsked,
    hears: impl Fn(OnBehalfOfEvent) + Send + Sync + 'static,
) -> Result<ExchangeView, AppError> {
    let turn = shell.state::<Works>().begin(Work::OnBehalfOf)?;
    let mut running = Running::begin(shell, JourneyStep::OnBehalfOf, None);
    let app = running.app.clone();
    let OnBehalfOfAsked { scopes, call, account, send_anyway } = asked;
    let assertion = assertion(shell, &app, account);
    let input = Input { scopes, call, send_anyway, assertion, ..Input::default() };
    let since = app.now();
    let answer = on_behalf_of::on_behalf_of(&app, input, &Progress::new(hears), turn.cancel.clone()).await;
    match &answer {
        Ok(output) => match output.failure() {
            None => running.settle(StepState::Fine, None),
            Some(error) => running.settle(StepState::Fail, Some(words::first_clause(&error.message))),
        },
        // What lacks a fact was not tried: that says nothing of the step.
        Err(error) if error.code == "cancelled" || error.kind == ErrorKind::Usage => {}
        Err(error) if error.kind == ErrorKind::CouldNotCheck => {
            running.settle(StepState::Warn, Some(words::NOT_TRIED.to_owned()));
        }
        Err(error) => running.settle(StepState::Fail, Some(words::first_clause(&error.message))),
    }
    answer.map(|output| shown(&app, &output, since))
}

fn assertion(shell: &AppHandle, app: &App, account: Option<String>) -> AssertionSource {
    let held = shell.state::<Journey>().handle(app.profile.name()).filter(|handle| app.held(*handle).is_ok());
    match (account, held) {
        (Some(account), _) => AssertionSource::FreshOf(account),
        (None, Some(handle)) => AssertionSource::Held(handle),
        (None, None) => AssertionSource::Fresh,
    }
}

fn shown(app: &App, output: &Output, since: hallpass_app::sso_core::Timestamp) -> ExchangeView {
    // Without its record the answer is shown all the same.
    let requests = if output.sent { requests_since(app, since).unwrap_or_default() } else { Vec::new() };
    let curl = curl(&requests);
    ExchangeView { outcome: OnBehalfOfView::from(output), failure: output.failure(), requests, curl }
}
