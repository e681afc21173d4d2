//! Which profile the window is about, and where its requests go.

use hallpass_app::AppError;
use hallpass_app::profile::{ChosenBy, ProfileChoice};
use hallpass_app::use_case::plan::{GivenCloud, Input};
use hallpass_app::use_case::profile;
use tauri::{AppHandle, Manager};

use super::Answer;
use crate::practice::Practice;
use crate::start;
use crate::status::{self, CloudKind, Status};
use crate::to_page::ToPage;
use crate::work::{Work, Works};
use crate::workbench::Workbench;

/// For the window and, as with `hallpass profile use`, for every command that names none. `new`: it is made.
#[tauri::command]
pub async fn choose_profile(shell: AppHandle, name: String, new: bool) -> Answer<Status> {
    Ok(ToPage(choose(&shell, &name, new)?))
}

/// The same for the tray.
///
/// # Errors
/// Those of [`profile::choose`].
pub fn choose(shell: &AppHandle, name: &str, new: bool) -> Result<Status, AppError> {
    let workbench = shell.state::<Workbench>();
    let app = workbench.app();
    profile::choose(&app, name, new)?;
    workbench.choose_profile(ProfileChoice::of(&app.folders, Some((name, ChosenBy::Use)), None)?);
    if app.profile.name().to_string() != name {
        cancel_what_has_a_page(shell);
    }
    status::tell(shell);
    Ok(status::now(shell))
}

/// Their pages begin anew with the profile: nobody would see how they end, or could stop them. After it was chosen, so that
/// none begins for the one before unseen.
pub fn cancel_what_has_a_page(shell: &AppHandle) {
    let works = shell.state::<Works>();
    for work in [Work::SignIn, Work::SignOut, Work::OnBehalfOf] {
        works.cancel(work);
    }
}

/// The cloud of the profile. The practice tenant is started for it.
#[tauri::command]
pub async fn choose_cloud(shell: AppHandle, cloud: CloudKind) -> Answer<Status> {
    Ok(ToPage(choose_environment(&shell, cloud)?))
}

/// The same for the tray.
///
/// # Errors
/// `profile-has-another` where the profile's registration is in another cloud; those of writing the profile.
pub fn choose_environment(shell: &AppHandle, kind: CloudKind) -> Result<Status, AppError> {
    let Some(cloud) = kind.known() else {
        return Err(AppError::usage("cloud-not-chosen", "another cloud is given by a file with its addresses")
            .with_hint("hallpass profile set --cloud FILE"));
    };
    set_cloud(shell, GivenCloud::Known(cloud))?;
    if kind == CloudKind::Practice {
        start::practice(shell);
    }
    status::tell(shell);
    Ok(status::now(shell))
}

/// Into the profile. What another cloud said is not told any more.
///
/// # Errors
/// As those of [`choose_environment`].
pub fn set_cloud(shell: &AppHandle, cloud: GivenCloud) -> Result<(), AppError> {
    let app = shell.state::<Workbench>().app();
    let before = status::environment_of(&app);
    profile::set(&app, &Input { cloud: Some(cloud), ..Input::default() }, &[])?;
    status::forget_other_tenant(shell, &app, before.as_ref());
    Ok(())
}

/// Starts the practice tenant beside the window, or ends the one that this process runs.
#[tauri::command]
pub async fn switch_practice(shell: AppHandle, on: bool) -> Answer<Status> {
    Ok(ToPage(switch(&shell, on).await?))
}

/// The same for the tray.
///
/// # Errors
/// Why it did not start.
pub async fn switch(shell: &AppHandle, on: bool) -> Result<Status, AppError> {
    let app = shell.state::<Workbench>().app();
    let practice = shell.state::<Practice>().inner().clone();
    if on {
        start::practice(shell);
        practice.addresses(&app).await?;
    } else {
        practice.stop_here(&app).await?;
    }
    status::tell(shell);
    Ok(status::now(shell))
}
