//! Signing in and out with the add-in's own registration.

use hallpass_app::use_case::add_in_view::{self, AddInView};
use hallpass_app::use_case::sign_in::{Prompt, SignInEvent, SignedInView, Way};
use hallpass_app::use_case::sign_out::{self, Output as SignedOut};
use serde::{Deserialize, Serialize};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use ts_rs::TS;

use super::Answer;
use crate::sign_in;
use crate::to_page::ToPage;
use crate::workbench::Workbench;

/// What a person wants to sign in with.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct SignInAsked {
    pub way: Way,
    /// Who is to be offered first.
    pub account: Option<String>,
    /// Empty: the add-in's own.
    pub scopes: Vec<String>,
    pub prompt: Option<Prompt>,
    /// A claims challenge, JSON.
    pub claims: Option<String>,
}

/// Whose sign-in this is, and who has signed in.
#[tauri::command]
pub async fn add_in(workbench: State<'_, Workbench>) -> Answer<AddInView> {
    Ok(ToPage(add_in_view::add_in_view(&workbench.app()).await?))
}

/// `busy` while one runs; `cancelled`.
#[tauri::command]
pub async fn sign_in(
    shell: AppHandle,
    asked: SignInAsked,
    events: Channel<ToPage<SignInEvent>>,
) -> Answer<SignedInView> {
    Ok(ToPage(sign_in::sign_in(&shell, asked, move |event| drop(events.send(ToPage(event)))).await?))
}

/// Without a person, by what the keyring has. `sign-in-again`: Entra wants the person.
#[tauri::command]
pub async fn sign_in_again(
    shell: AppHandle,
    account: Option<String>,
    events: Channel<ToPage<SignInEvent>>,
) -> Answer<SignedInView> {
    Ok(ToPage(sign_in::again(&shell, account, move |event| drop(events.send(ToPage(event)))).await?))
}

/// What happens while somebody signs out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[ts(export)]
pub enum SignOutEvent {
    /// The keyring is locked, and somebody must unlock it. After so long it is given up.
    KeyringLocked {
        #[ts(type = "number")]
        seconds: u64,
    },
}

/// One account, or all of the profile. `busy` while one signs out; `cancelled`.
#[tauri::command]
pub async fn sign_out(
    shell: AppHandle,
    account: Option<String>,
    events: Channel<ToPage<SignOutEvent>>,
) -> Answer<SignedOut> {
    let input = sign_out::Input { all: account.is_none(), account };
    let locked = move |seconds| drop(events.send(ToPage(SignOutEvent::KeyringLocked { seconds })));
    Ok(ToPage(sign_in::out(&shell, &input, locked).await?))
}
