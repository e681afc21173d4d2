//! Profile, environment, the practice tenant, start at login.

use hallpass_app::AppError;
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager};
use tauri_plugin_autostart::ManagerExt;

use super::Answer;
use crate::command::profile;
use crate::opening::Page;
use crate::practice::{Practice, PracticeState};
use crate::status::CloudKind;
use crate::words::tray as words;

pub fn choose_profile(shell: &AppHandle, name: &str) -> Option<Answer> {
    match profile::choose(shell, name, false) {
        Ok(status) => Answer::of(words::profile_chosen(&status.profile), Page::Overview),
        Err(error) => Answer::failed(words::NOT_SWITCHED, &error, Page::Settings),
    }
}

pub fn choose_environment(shell: &AppHandle, cloud: CloudKind) -> Option<Answer> {
    match profile::choose_environment(shell, cloud) {
        Ok(status) => Answer::of(words::environment_chosen(&status.environment.name), Page::Overview),
        Err(error) => Answer::failed(words::NOT_SWITCHED, &error, Page::Settings),
    }
}

/// On, or off where it runs or comes up.
pub async fn switch_practice(shell: &AppHandle) -> Option<Answer> {
    let on = !matches!(shell.state::<Practice>().state(), PracticeState::Starting | PracticeState::Ready);
    match profile::switch(shell, on).await {
        Ok(status) => Answer::of(words::practice(&status.practice), Page::Overview),
        Err(error) => Answer::failed(words::PRACTICE_FAILED, &error, Page::Settings),
    }
}

pub async fn switch_at_login(shell: &AppHandle) -> Option<Answer> {
    let here = shell.clone();
    // It writes a file, or asks the system.
    let switched = spawn_blocking(move || {
        let login = here.autolaunch();
        let on = !login.is_enabled()?;
        if on { login.enable() } else { login.disable() }.map(|()| on)
    });
    match switched.await {
        Ok(Ok(on)) => Answer::of(words::at_login(on), Page::Settings),
        failed => {
            let why = failed.ok().and_then(Result::err).map(|error| format!(": {error}")).unwrap_or_default();
            let error = AppError::could_not_check("at-login", format!("the system did not take it{why}"))
                .with_hint("set it in the settings of your desktop");
            Answer::failed(words::AT_LOGIN_FAILED, &error, Page::Settings)
        }
    }
}
