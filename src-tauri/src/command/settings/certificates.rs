use std::path::PathBuf;

use hallpass_app::AppError;
use hallpass_app::sso_core::ClientId;
use hallpass_app::use_case::certificates::{self, CertificatesView};
use secrecy::SecretString;
use tauri::State;

use crate::command::Answer;
use crate::to_page::ToPage;
use crate::work::{Work, Works};
use crate::workbench::Workbench;

#[tauri::command]
pub async fn certificates(workbench: State<'_, Workbench>) -> Answer<CertificatesView> {
    Ok(ToPage(certificates::certificates(&workbench.app()).await?))
}

/// Into the keyring, with its key; what a person should know, a sentence each. `password`: of the file, where it has one.
#[tauri::command]
pub async fn add_certificate(
    workbench: State<'_, Workbench>,
    works: State<'_, Works>,
    path: String,
    password: Option<String>,
) -> Answer<Vec<String>> {
    let _turn = works.begin(Work::Secret)?;
    let password = password.map(SecretString::from);
    Ok(ToPage(certificates::add(&workbench.app(), PathBuf::from(path), password).await?))
}

/// Out of the keyring; what a person should know, a sentence each.
#[tauri::command]
pub async fn delete_certificate(
    workbench: State<'_, Workbench>,
    works: State<'_, Works>,
    client_id: String,
) -> Answer<Vec<String>> {
    let _turn = works.begin(Work::Secret)?;
    let client_id: ClientId = client_id.parse().map_err(AppError::from)?;
    Ok(ToPage(certificates::delete(&workbench.app(), client_id).await?))
}
