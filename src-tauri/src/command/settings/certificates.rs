use std::path::PathBuf;

use hallpass_app::AppError;
use hallpass_app::sso_core::ClientId;
use hallpass_app::use_case::certificates::{self, CertificatesView};
use secrecy::SecretString;
use tauri::State;
use tauri::ipc::Channel;

use crate::command::Answer;
use crate::command::unlock::{KeyringProgress, waited};
use crate::to_page::ToPage;
use crate::work::{Work, Works};
use crate::workbench::Workbench;

#[tauri::command]
pub async fn certificates(workbench: State<'_, Workbench>) -> Answer<CertificatesView> {
    Ok(ToPage(certificates::certificates(&workbench.app()).await?))
}

/// Into the keyring, with its key; what a person should know, a sentence each. `password`: of the file, where it has one. `busy`; `cancelled`.
#[tauri::command]
pub async fn add_certificate(
    workbench: State<'_, Workbench>,
    works: State<'_, Works>,
    path: String,
    password: Option<String>,
    events: Channel<ToPage<KeyringProgress>>,
) -> Answer<Vec<String>> {
    let turn = works.begin(Work::Secret)?;
    let (file, password) = (PathBuf::from(path.trim()), password.map(SecretString::from));
    Ok(ToPage(certificates::add(&workbench.app(), file, password, &waited(events), turn.cancel.clone()).await?))
}

/// Out of the keyring; what a person should know, a sentence each. `busy`; `cancelled`.
#[tauri::command]
pub async fn delete_certificate(
    workbench: State<'_, Workbench>,
    works: State<'_, Works>,
    client_id: String,
    events: Channel<ToPage<KeyringProgress>>,
) -> Answer<Vec<String>> {
    let turn = works.begin(Work::Secret)?;
    let client_id: ClientId = client_id.parse().map_err(AppError::from)?;
    Ok(ToPage(certificates::delete(&workbench.app(), client_id, &waited(events), turn.cancel.clone()).await?))
}
