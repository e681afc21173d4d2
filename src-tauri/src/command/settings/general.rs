use hallpass_app::AppError;
use hallpass_app::settings::{self, Settings, Theme};
use serde::Serialize;
use tauri::{AppHandle, State};
use ts_rs::TS;

use crate::command::Answer;
use crate::to_page::ToPage;
use crate::workbench::Workbench;
use crate::{autostart, theme};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct GeneralSettings {
    /// `None`: the system does not say it.
    pub at_login: Option<bool>,
    pub at_login_error: Option<AppError>,
    pub theme: Theme,
    pub notifications: bool,
    /// Why the file could not be read: the two above are then what holds without it, and cannot be changed.
    pub error: Option<AppError>,
    /// Where they are kept.
    pub file: String,
}

#[tauri::command]
pub async fn general(shell: AppHandle, workbench: State<'_, Workbench>) -> Answer<GeneralSettings> {
    let folders = workbench.app().folders;
    let (Settings { theme, notifications, .. }, error) = match settings::read(&folders) {
        Ok(settings) => (settings, None),
        Err(error) => (Settings::default(), Some(error)),
    };
    let (at_login, at_login_error) = match autostart::is_on(&shell).await {
        Ok(on) => (Some(on), None),
        Err(error) => (None, Some(error)),
    };
    let file = settings::path(&folders).display().to_string();
    Ok(ToPage(GeneralSettings { at_login, at_login_error, theme, notifications, error, file }))
}

#[tauri::command]
pub async fn set_at_login(shell: AppHandle, on: bool) -> Answer<()> {
    Ok(ToPage(autostart::switch(&shell, on).await?))
}

#[tauri::command]
pub async fn set_theme(shell: AppHandle, workbench: State<'_, Workbench>, theme: Theme) -> Answer<()> {
    settings::change(&workbench.app().folders, |settings| settings.theme = theme)?;
    theme::apply(&shell, theme);
    Ok(ToPage(()))
}

#[tauri::command]
pub async fn set_notifications(workbench: State<'_, Workbench>, on: bool) -> Answer<()> {
    settings::change(&workbench.app().folders, |settings| settings.notifications = on)?;
    Ok(ToPage(()))
}
