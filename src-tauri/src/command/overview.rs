//! What agrees and what does not, the add-in's project and its port; the rehearsal, and the practice tenant it needs.

use std::path::PathBuf;

use hallpass_app::App;
use hallpass_app::use_case::agreement::{self, Agreement};
use hallpass_app::use_case::port::{self, PortView};
use hallpass_app::use_case::project::{self, ProjectView};
use hallpass_app::use_case::rehearse::{Mistake, RehearsalView, RehearseEvent};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};

use super::{Answer, in_background};
use crate::compared;
use crate::desktop::Desktop;
use crate::practice::{Practice, PracticeAddresses};
use crate::rehearsal;
use crate::status::{self, JourneyStep};
use crate::to_page::ToPage;
use crate::work::{Work, Works};
use crate::workbench::Workbench;

/// Nothing when no start asked for it.
#[tauri::command]
pub async fn practice(
    workbench: State<'_, Workbench>,
    practice: State<'_, Practice>,
) -> Answer<Option<PracticeAddresses>> {
    Ok(ToPage(practice.addresses(&workbench.app()).await?))
}

/// The steps come through the channel, and as events. `busy` if one runs already; `cancelled`.
#[tauri::command]
pub async fn rehearse(
    shell: AppHandle,
    mistake: Option<Mistake>,
    events: Channel<ToPage<RehearseEvent>>,
) -> Answer<RehearsalView> {
    // A window that was closed hears no more of it; the rehearsal goes on.
    let hears = move |event| drop(events.send(ToPage(event)));
    Ok(ToPage(rehearsal::rehearse(&shell, mistake, hears).await?))
}

#[tauri::command]
pub fn cancel_rehearsal(desktop: State<'_, Desktop>) {
    desktop.cancel_rehearsal();
}

/// Compares what is at hand, and settles the steps of what it read.
#[tauri::command]
pub async fn agreement(shell: AppHandle, workbench: State<'_, Workbench>) -> Answer<Agreement> {
    let app = workbench.app();
    agreement::read_consent(&app).await;
    let answer = in_background({
        let app = app.clone();
        move || agreement::agreement(&app)
    });
    let answer = answer.await;
    // The profile or the project's file may be readable again, or not any more.
    status::tell(&shell);
    let agreement = answer?;
    for step in [JourneyStep::Register, JourneyStep::Manifest] {
        if let Some((state, says)) = compared::step(&agreement, step) {
            status::settle(&shell, &app, step, state, says);
        }
    }
    Ok(ToPage(agreement))
}

/// What lies in the project that is open; `None` where none is.
#[tauri::command]
pub async fn project(workbench: State<'_, Workbench>) -> Answer<Option<ProjectView>> {
    let app = workbench.app();
    let Some(folder) = app.profile.project_folder.clone() else { return Ok(ToPage(None)) };
    Ok(ToPage(Some(in_background(move || Ok(project::look(&app, &folder))).await?)))
}

/// Opens the folder of an add-in's project, for this profile also the next time.
#[tauri::command]
pub async fn open_project(shell: AppHandle, workbench: State<'_, Workbench>, folder: String) -> Answer<ProjectView> {
    let app = workbench.app();
    let opened = app.clone();
    let (folder, view) = in_background(move || project::open(&opened, &PathBuf::from(folder.trim()))).await?;
    another_project(&shell, &app, Some(folder));
    Ok(ToPage(view))
}

/// Nothing in the folder is changed.
#[tauri::command]
pub async fn close_project(shell: AppHandle, workbench: State<'_, Workbench>) -> Answer<()> {
    let app = workbench.app();
    project::close(&app)?;
    another_project(&shell, &app, None);
    Ok(ToPage(()))
}

/// Its `hallpass.toml` may name another tenant than what was known before.
fn another_project(shell: &AppHandle, app: &App, folder: Option<PathBuf>) {
    shell.state::<Workbench>().open_project(app.profile.name(), folder.clone());
    let now = App { profile: app.profile.clone().in_folder(folder), ..app.clone() };
    status::forget_other_tenant(shell, &now, status::environment_of(app).as_ref());
    status::tell(shell);
}

/// What host and port of the add-in's pages serve. `busy`, `cancelled`.
#[tauri::command]
pub async fn check_port(
    workbench: State<'_, Workbench>,
    works: State<'_, Works>,
    address: Option<String>,
) -> Answer<PortView> {
    let turn = works.begin(Work::Port)?;
    Ok(ToPage(port::port(&workbench.app(), address.as_deref(), turn.cancel.clone()).await?))
}
