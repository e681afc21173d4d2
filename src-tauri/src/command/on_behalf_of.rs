//! The exchange of the add-in's token for one of Graph, and a call with it.

use hallpass_app::use_case::on_behalf_of::{
    self, AssertionSource, BeforeView, ForeseenView, Input, OnBehalfOfEvent, OnBehalfOfView, RequestView,
};
use hallpass_app::{AppError, Progress};
use serde::{Deserialize, Serialize};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};
use ts_rs::TS;

use super::Answer;
use crate::exchange;
use crate::status::Journey;
use crate::to_page::ToPage;
use crate::workbench::Workbench;

/// What is exchanged for what.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct OnBehalfOfAsked {
    /// Empty: `.default`.
    pub scopes: Vec<String>,
    /// What Graph is asked with it.
    pub call: Option<String>,
    /// Whose token, where the one of the last sign-in is gone.
    pub account: Option<String>,
    pub send_anyway: bool,
}

/// What came of it.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct ExchangeView {
    pub outcome: OnBehalfOfView,
    /// Why it did not come to a good end.
    pub failure: Option<AppError>,
    /// What was sent and answered, masked, in its order.
    pub requests: Vec<RequestView>,
    /// The same for a shell, with variables for what is secret; empty where nothing was sent.
    pub curl: String,
}

/// The credential that would be sent, and what can be chosen.
#[tauri::command]
pub async fn before_on_behalf_of(workbench: State<'_, Workbench>) -> Answer<BeforeView> {
    Ok(ToPage(on_behalf_of::before(&workbench.app()).await?))
}

/// What the exchange would be refused for, point by point; nothing is exchanged. `None` while there is no token to exchange.
#[tauri::command]
pub async fn foresee(shell: AppHandle, scopes: Vec<String>) -> Answer<Option<Vec<ForeseenView>>> {
    let app = shell.state::<Workbench>().app();
    let handle = shell.state::<Journey>().handle(app.profile.name()).filter(|handle| app.held(*handle).is_ok());
    let Some(handle) = handle else { return Ok(ToPage(None)) };
    let input = Input { scopes, assertion: AssertionSource::Held(handle), look_only: true, ..Input::default() };
    let output = on_behalf_of::on_behalf_of(&app, input, &Progress::silent(), Default::default()).await?;
    Ok(ToPage(Some(output.foreseen)))
}

/// `busy` while one runs; `cancelled`. What Entra and Graph refuse is no error here.
#[tauri::command]
pub async fn exchange(
    shell: AppHandle,
    asked: OnBehalfOfAsked,
    events: Channel<ToPage<OnBehalfOfEvent>>,
) -> Answer<ExchangeView> {
    Ok(ToPage(exchange::run(&shell, asked, move |event| drop(events.send(ToPage(event)))).await?))
}
