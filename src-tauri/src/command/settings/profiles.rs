use std::path::Path;

use hallpass_app::Progress;
use hallpass_app::profile::ProfileChoice;
use hallpass_app::use_case::profile::{self, Deleted, ListedProfile};
use tauri::{AppHandle, Manager, State};

use crate::command::Answer;
use crate::command::profile::cancel_what_has_a_page;
use crate::status;
use crate::to_page::ToPage;
use crate::work::{Work, Works};
use crate::workbench::Workbench;

#[tauri::command]
pub async fn profiles(workbench: State<'_, Workbench>) -> Answer<Vec<ListedProfile>> {
    Ok(ToPage(profile::list(&workbench.app())?))
}

/// What would go with it.
#[tauri::command]
pub async fn leaving_with_profile(workbench: State<'_, Workbench>, name: String) -> Answer<Deleted> {
    Ok(ToPage(profile::leaving(&workbench.app(), &name).await?))
}

/// With its entries in the keyring. The window is then about `default` where it was about this one.
#[tauri::command]
pub async fn delete_profile(shell: AppHandle, name: String) -> Answer<Deleted> {
    let workbench = shell.state::<Workbench>();
    let turn = shell.state::<Works>().begin(Work::Secret)?;
    let app = workbench.app();
    let deleted = profile::delete(&app, &name, true, &Progress::silent(), turn.cancel.clone()).await?;
    status::forget_profile(&shell, &deleted.profile);
    // As it is by now: somebody may have unlocked the keyring meanwhile, and chosen another one.
    if deleted.profile == *workbench.app().profile.name() {
        workbench.choose_profile(ProfileChoice::of(&app.folders, None, None)?);
        cancel_what_has_a_page(&shell);
    }
    status::tell(&shell);
    Ok(ToPage(deleted))
}

/// Into a new `hallpass.toml`; what was left out, a sentence each.
#[tauri::command]
pub async fn export_profile(workbench: State<'_, Workbench>, name: String, path: String) -> Answer<Vec<String>> {
    let app = profile::of(&workbench.app(), Some(&name))?;
    Ok(ToPage(profile::export_to(&app, Path::new(&path))?.notes))
}

/// The facts of a `hallpass.toml` into the profile; what a person should know, a sentence each.
#[tauri::command]
pub async fn import_profile(shell: AppHandle, name: String, path: String) -> Answer<Vec<String>> {
    let app = profile::of(&shell.state::<Workbench>().app(), Some(&name))?;
    let before = status::environment_of(&app);
    let changed = profile::import(&app, Path::new(&path), None)?;
    status::forget_other_tenant(&shell, &app, before.as_ref());
    status::tell(&shell);
    Ok(ToPage(changed.shown.notes))
}
