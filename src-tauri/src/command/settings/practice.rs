use hallpass_app::practice::{self, MoveTime, SignedDuration};
use hallpass_app::use_case::practice_room::{self, PracticeRoom};
use tauri::{AppHandle, State};

use crate::command::Answer;
use crate::status::{self, CloudKind};
use crate::to_page::ToPage;
use crate::workbench::Workbench;

/// Of the tenant that runs, whichever process started it; nothing where none does.
#[tauri::command]
pub async fn practice_room(workbench: State<'_, Workbench>) -> Answer<Option<PracticeRoom>> {
    match practice_room::room(&workbench.app()).await {
        Ok(room) => Ok(ToPage(Some(room))),
        Err(error) if error.code == "practice-not-running" => Ok(ToPage(None)),
        Err(error) => Err(error.into()),
    }
}

#[tauri::command]
pub async fn switch_fault(workbench: State<'_, Workbench>, code: u32, on: bool) -> Answer<PracticeRoom> {
    Ok(ToPage(practice_room::switch_fault(&workbench.app(), code, on).await?))
}

/// `user`: nobody named is whoever is first.
#[tauri::command]
pub async fn sign_in_without_asking(
    workbench: State<'_, Workbench>,
    on: bool,
    user: Option<String>,
) -> Answer<PracticeRoom> {
    let app = workbench.app();
    practice::sign_in_without_asking(&app, on, user.as_deref()).await?;
    Ok(ToPage(practice_room::room(&app).await?))
}

/// Back to its seed: registrations, consent and people that were made there are gone.
#[tauri::command]
pub async fn reset_practice(shell: AppHandle, workbench: State<'_, Workbench>) -> Answer<PracticeRoom> {
    let app = workbench.app();
    practice::reset(&app).await?;
    if status::now(&shell).environment.cloud == CloudKind::Practice {
        status::forget_tenant(&shell, &app);
    }
    Ok(ToPage(practice_room::room(&app).await?))
}

/// In hours, back where it is negative; nothing: to the machine's clock.
#[tauri::command]
pub async fn move_practice_time(workbench: State<'_, Workbench>, hours: Option<i32>) -> Answer<PracticeRoom> {
    let app = workbench.app();
    let change = match hours {
        Some(hours) => MoveTime::By(SignedDuration::from_hours(hours.into())),
        None => MoveTime::Reset,
    };
    practice::time(&app, Some(change)).await?;
    Ok(ToPage(practice_room::room(&app).await?))
}
