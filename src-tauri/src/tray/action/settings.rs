//! Profile, environment, the practice tenant, start at login.

use tauri::{AppHandle, Manager};

use super::Answer;
use crate::autostart;
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
    let switched = async {
        let on = !autostart::is_on(shell).await?;
        autostart::switch(shell, on).await.map(|()| on)
    };
    match switched.await {
        Ok(on) => Answer::of(words::at_login(on), Page::Settings),
        Err(error) => Answer::failed(words::AT_LOGIN_FAILED, &error, Page::Settings),
    }
}
