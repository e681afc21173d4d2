//! "Copy manifest markup" and "Check my manifest".

use hallpass_app::opened;
use hallpass_app::use_case::check_my_manifest::check_my_manifest;
use hallpass_app::use_case::manifest_markup::manifest_markup;
use hallpass_app::use_case::show_manifest::FormatName;
use hallpass_app::{App, AppError, ErrorKind};
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager};

use super::Answer;
use crate::command::shell::copy;
use crate::compared;
use crate::manifest::Found;
use crate::opening::Page;
use crate::status::{JourneyStep, Running, StepState};
use crate::to_page::ToPage;
use crate::words;
use crate::workbench::Workbench;

/// In the format of the manifest that was opened last, else in XML.
pub async fn copy_markup(shell: &AppHandle) -> Option<Answer> {
    let app = shell.state::<Workbench>().app();
    let copied = match manifest_markup(&app, format(&app)) {
        Ok(markup) => copy(shell.clone(), markup).await.map_err(|ToPage(error)| error),
        Err(error) => Err(error),
    };
    match copied {
        Ok(_) => Answer::of(words::manifest::markup_copied(), Page::Manifest),
        Err(error) => Answer::failed(words::tray::NOT_COPIED, &error, Page::Manifest),
    }
}

fn format(app: &App) -> FormatName {
    let file = opened::manifest(app);
    let ending = file.as_deref().and_then(|file| file.extension());
    if ending.is_some_and(|ending| ending.eq_ignore_ascii_case("json")) { FormatName::Json } else { FormatName::Xml }
}

/// The one that was opened last, or the project's.
pub async fn check(shell: &AppHandle) -> Option<Answer> {
    let mut running = Running::begin(shell, JourneyStep::Manifest, None);
    let app = running.app.clone();
    let checked = spawn_blocking(move || {
        let checked = check_my_manifest(&app)?;
        let standing = compared::no_better(&app, JourneyStep::Manifest, Found::from(&checked).step());
        Ok((checked, standing))
    })
    .await;
    let checked = checked.unwrap_or_else(|_| {
        Err(AppError::could_not_check("manifest-not-read", "the manifest could not be read to its end"))
    });
    match checked {
        Ok((checked, (state, says))) => {
            running.settle(state, says);
            Answer::of(words::manifest::checked(&checked), Page::Manifest)
        }
        Err(error) => {
            // What could not be looked at says nothing of the step: it is as before.
            if error.kind == ErrorKind::Failed {
                running.settle(StepState::Fail, Some(words::first_clause(&error.message)));
            }
            Answer::failed(words::tray::NOT_CHECKED, &error, Page::Manifest)
        }
    }
}
