//! "Test On-Behalf-Of": the exchange, and Graph asked who it is.

use hallpass_app::AppError;
use hallpass_app::use_case::on_behalf_of::OnBehalfOfEvent;
use tauri::{AppHandle, Manager};

use super::{Answer, practice_if_wanted};
use crate::command::on_behalf_of::{ExchangeView, OnBehalfOfAsked};
use crate::opening::Page;
use crate::words::tray as words;
use crate::work::{Work, Works};
use crate::workbench::Workbench;
use crate::{exchange, notice};

/// While one runs, by the window too, the item stops it.
pub async fn run(shell: &AppHandle) -> Option<Answer> {
    let works = shell.state::<Works>();
    if works.is_running(Work::OnBehalfOf) {
        works.cancel(Work::OnBehalfOf);
        return None;
    }
    let exchanged = exchanged(shell).await;
    match exchanged.and_then(|view| view.failure.clone().map_or(Ok(view), Err)) {
        Ok(view) => {
            let answer = view.outcome.graph.first().and_then(|reply| reply.value.as_ref());
            let person = answer.and_then(|value| value.get("displayName")?.as_str());
            Answer::of(words::on_behalf_of_works(person), Page::OnBehalfOf)
        }
        Err(error) => Answer::failed(words::ON_BEHALF_OF_FAILED, &error, Page::OnBehalfOf),
    }
}

async fn exchanged(shell: &AppHandle) -> Result<ExchangeView, AppError> {
    practice_if_wanted(shell, &shell.state::<Workbench>().app()).await?;
    let listener = shell.clone();
    let tell = move |event| {
        if matches!(event, OnBehalfOfEvent::KeyringLocked { .. }) {
            notice::answer(&listener, words::keyring_locked(), Page::OnBehalfOf);
        }
    };
    let asked = OnBehalfOfAsked { scopes: Vec::new(), call: Some("/me".to_owned()), account: None, send_anyway: false };
    exchange::run(shell, asked, tell).await
}
