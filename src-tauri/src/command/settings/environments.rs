use std::path::PathBuf;

use hallpass_app::use_case::environments::{self, EnvironmentView};
use hallpass_app::use_case::plan::GivenCloud;
use tauri::{AppHandle, State};

use crate::command::Answer;
use crate::command::profile::set_cloud;
use crate::status::{self, Status};
use crate::to_page::ToPage;
use crate::workbench::Workbench;

#[tauri::command]
pub async fn environments(workbench: State<'_, Workbench>) -> Answer<Vec<EnvironmentView>> {
    Ok(ToPage(environments::environments(&workbench.app()).await?))
}

/// Its addresses, before anything is sent there.
#[tauri::command]
pub async fn look_at_cloud(path: String) -> Answer<EnvironmentView> {
    Ok(ToPage(environments::in_file(PathBuf::from(path))?))
}

/// From now on requests of the profile go where the file says.
#[tauri::command]
pub async fn use_cloud_of_file(shell: AppHandle, path: String) -> Answer<Status> {
    set_cloud(&shell, GivenCloud::File(PathBuf::from(path)))?;
    status::tell(&shell);
    Ok(ToPage(status::now(&shell)))
}
