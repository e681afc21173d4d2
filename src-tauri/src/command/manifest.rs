//! The manifest page: a file is opened, shown with what would change, written as it was shown, and watched.

use std::path::{Path, PathBuf};

use hallpass_app::sso_core::OfficeHost;
use hallpass_app::sso_core::plan::Auth;
use hallpass_app::use_case::manifest_markup::manifest_markup as markup_of_profile;
use hallpass_app::use_case::preview_manifest::{Side, Wanted, manifests_in};
use hallpass_app::use_case::show_manifest::FormatName;
use hallpass_app::use_case::{new_manifest, plan};
use serde::Deserialize;
use tauri::{AppHandle, State};
use ts_rs::TS;

use super::{Answer, in_background};
use crate::manifest::{ManifestShown, OpenManifest};
use crate::to_page::ToPage;
use crate::workbench::Workbench;

/// Opens a file, or the only manifest of a folder. One is open at a time.
#[tauri::command]
pub async fn manifest_open(shell: AppHandle, open: State<'_, OpenManifest>, file: PathBuf) -> Answer<ManifestShown> {
    Ok(ToPage(open.open(&shell, &file).await?))
}

/// The manifests of a folder that has several, for a person to choose from.
#[tauri::command]
pub async fn manifest_choices(folder: PathBuf) -> Answer<Vec<String>> {
    let found = in_background(move || Ok(manifests_in(&folder))).await?;
    Ok(ToPage(found.iter().map(|file| file.display().to_string()).collect()))
}

/// A manifest that was pasted: checked, and written nowhere.
#[tauri::command]
pub async fn manifest_check_text(
    shell: AppHandle,
    open: State<'_, OpenManifest>,
    text: String,
) -> Answer<ManifestShown> {
    Ok(ToPage(open.open_text(&shell, text).await?))
}

/// The open one, as the file and the profile are now.
#[tauri::command]
pub async fn manifest_shown(shell: AppHandle, open: State<'_, OpenManifest>) -> Answer<Option<ManifestShown>> {
    Ok(ToPage(open.shown(&shell).await))
}

/// The open one, with another change.
#[tauri::command]
pub async fn manifest_want(shell: AppHandle, open: State<'_, OpenManifest>, wanted: Wanted) -> Answer<ManifestShown> {
    Ok(ToPage(open.want(&shell, wanted).await?))
}

/// Nobody watches its file any more.
#[tauri::command]
pub async fn manifest_close(open: State<'_, OpenManifest>) -> Answer<()> {
    open.close().await;
    Ok(ToPage(()))
}

#[tauri::command]
pub async fn manifest_lines(
    open: State<'_, OpenManifest>,
    digest: String,
    side: Side,
    first: usize,
    count: usize,
) -> Answer<Vec<String>> {
    Ok(ToPage(open.lines(&digest, side, first, count).await?))
}

/// `digest`: of what the page shows.
#[tauri::command]
pub async fn manifest_apply(shell: AppHandle, open: State<'_, OpenManifest>, digest: String) -> Answer<ManifestShown> {
    Ok(ToPage(open.apply(&shell, &digest).await?))
}

#[tauri::command]
pub async fn manifest_undo(shell: AppHandle, open: State<'_, OpenManifest>) -> Answer<ManifestShown> {
    Ok(ToPage(open.undo(&shell).await?))
}

/// Of the open manifest with its change; where none is open, or it has none, of the profile in XML.
#[tauri::command]
pub async fn manifest_markup(workbench: State<'_, Workbench>, open: State<'_, OpenManifest>) -> Answer<String> {
    match open.markup().await {
        Some(markup) => Ok(ToPage(markup)),
        None => Ok(ToPage(markup_of_profile(&workbench.app(), FormatName::Xml)?)),
    }
}

/// What a new manifest is to be; what is left out is the profile's.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub struct NewManifest {
    pub folder: PathBuf,
    pub name: Option<String>,
    #[ts(type = "Array<\"word\" | \"excel\" | \"powerpoint\" | \"outlook\">")]
    pub office_hosts: Vec<OfficeHost>,
    pub domain: Option<String>,
    pub client_id: Option<String>,
    /// Without markup, for nested app authentication.
    pub naa: bool,
    /// Inside of the document, not beside it.
    pub content: bool,
    /// The unified manifest, in JSON.
    pub unified: bool,
}

impl NewManifest {
    /// As the tools of Microsoft call it.
    fn file(&self) -> PathBuf {
        self.folder.join(Path::new(if self.unified { "manifest.json" } else { "manifest.xml" }))
    }
}

/// Writes it where none stands, and opens it.
#[tauri::command]
pub async fn manifest_new(
    shell: AppHandle,
    workbench: State<'_, Workbench>,
    open: State<'_, OpenManifest>,
    new: NewManifest,
) -> Answer<ManifestShown> {
    let file = new.file();
    let input = new_manifest::Input {
        facts: plan::Input {
            name: new.name,
            domain: new.domain,
            office_hosts: new.office_hosts,
            client_id: new.client_id,
            auth: new.naa.then_some(Auth::Naa),
            ..plan::Input::default()
        },
        content: new.content,
        unified: new.unified,
        file: Some(file.clone()),
    };
    let app = workbench.app();
    in_background(move || new_manifest::new_manifest(&app, &input)).await?;
    Ok(ToPage(open.open(&shell, &file).await?))
}
