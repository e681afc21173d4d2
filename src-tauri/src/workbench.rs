//! What the window is about: one profile, and the folder of the add-in's project if one was opened.

use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};

use hallpass_app::App;
use hallpass_app::profile::{ProfileChoice, ProfileName};
use hallpass_app::use_case::project;

/// The [`App`] of this process. Commands take it anew each time ([`Self::app`]), so that a profile that was chosen
/// meanwhile counts from the next command on, and never in the midst of one.
pub struct Workbench(RwLock<App>);

impl Workbench {
    /// With the project that the profile had last, unless another one is open.
    pub fn new(app: App) -> Self {
        Self(RwLock::new(with_project(app)))
    }

    /// As it is now. Tokens, keyring and clipboard are shared by all that this gives.
    pub fn app(&self) -> App {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Another profile, with its own project.
    pub fn choose_profile(&self, choice: ProfileChoice) {
        let mut app = self.0.write().unwrap_or_else(PoisonError::into_inner);
        app.profile = choice.in_folder(None);
        *app = with_project(app.clone());
    }

    /// For this profile, which may not be the chosen one any more: that one keeps its own. `None` closes it.
    pub fn open_project(&self, profile: &ProfileName, folder: Option<PathBuf>) {
        let mut app = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if app.profile.name() == profile {
            app.profile.project_folder = folder;
        }
    }
}

fn with_project(app: App) -> App {
    let folder = app.profile.project_folder.clone().or_else(|| project::remembered(&app));
    App { profile: app.profile.clone().in_folder(folder), ..app }
}

#[cfg(test)]
mod tests {
    use hallpass_app::Folders;

    use super::*;

    #[test]
    fn each_profile_has_its_own_project() {
        let (state, project_folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let app = App::on_this_machine(Folders::under(state.path()));
        let (folder, _) = project::open(&app, project_folder.path()).unwrap();
        let workbench = Workbench::new(app.clone());
        assert_eq!(workbench.app().profile.project_folder, Some(folder.clone()), "it is remembered");
        workbench.choose_profile(app.profile.of_another("other".parse().unwrap()));
        assert_eq!(workbench.app().profile.project_folder, None);
        workbench.open_project(app.profile.name(), Some(folder.clone()));
        assert_eq!(workbench.app().profile.project_folder, None, "it was opened for the one before");
        workbench.choose_profile(app.profile.clone());
        assert_eq!(workbench.app().profile.project_folder, Some(folder));
        workbench.open_project(app.profile.name(), None);
        assert_eq!(workbench.app().profile.project_folder, None);
    }
}
