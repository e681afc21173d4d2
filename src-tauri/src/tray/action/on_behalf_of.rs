//! "Test On-Behalf-Of": the exchange, and Graph asked who it is.

use hallpass_app::use_case::on_behalf_of::{AssertionSource, Input, OnBehalfOfEvent, Output, on_behalf_of};
use hallpass_app::{AppError, Progress};
use tauri::{AppHandle, Manager};
use tokio_util::sync::CancellationToken;

use super::{Answer, Running, practice_if_wanted};
use crate::notice;
use crate::opening::Page;
use crate::status::{Journey, JourneyStep, StepState};
use crate::words::tray as words;
use crate::work::{Work, Works};

/// While one runs, by the window too, the item stops it.
pub async fn run(shell: &AppHandle) -> Option<Answer> {
    let works = shell.state::<Works>();
    let Ok(turn) = works.begin(Work::OnBehalfOf) else {
        works.cancel(Work::OnBehalfOf);
        return None;
    };
    let running = Running::begin(shell, JourneyStep::OnBehalfOf);
    let exchanged = exchanged(shell, &running, turn.cancel.clone()).await;
    match exchanged.and_then(|output| output.failure().map_or(Ok(output), Err)) {
        Ok(output) => {
            running.settle(StepState::Fine, None);
            let answer = output.graph.first().and_then(|reply| reply.value.as_ref());
            let person = answer.and_then(|value| value.get("displayName")?.as_str());
            Answer::of(words::on_behalf_of_works(person), Page::OnBehalfOf)
        }
        Err(error) => {
            running.failed(&error);
            Answer::failed(words::ON_BEHALF_OF_FAILED, &error, Page::OnBehalfOf)
        }
    }
}

/// With the token of the last sign-in; where that one is gone, with a fresh one of the account.
async fn exchanged(shell: &AppHandle, running: &Running<'_>, cancel: CancellationToken) -> Result<Output, AppError> {
    let app = &running.app;
    practice_if_wanted(shell, app).await?;
    let held = shell.state::<Journey>().handle(app.profile.name()).filter(|handle| app.held(*handle).is_ok());
    let assertion = held.map_or(AssertionSource::Fresh, AssertionSource::Held);
    let listener = shell.clone();
    let progress = Progress::new(move |event| {
        if matches!(event, OnBehalfOfEvent::KeyringLocked { .. }) {
            notice::notify(&listener, words::keyring_locked(), Page::OnBehalfOf);
        }
    });
    let input = Input { assertion, call: Some("/me".to_owned()), ..Input::default() };
    on_behalf_of(app, input, &progress, cancel).await
}
