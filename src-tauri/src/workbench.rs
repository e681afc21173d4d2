//! What the window is about: one profile, and the folder of the add-in's project if one was opened.

use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};

use hallpass_app::App;
use hallpass_app::profile::ProfileChoice;

/// The [`App`] of this process. Commands take it anew each time ([`Self::app`]), so that a profile that was chosen
/// meanwhile counts from the next command on, and never in the midst of one.
pub struct Workbench(RwLock<App>);

impl Workbench {
    pub fn new(app: App) -> Self {
        Self(RwLock::new(app))
    }

    /// As it is now. Tokens, keyring and clipboard are shared by all that this gives.
    pub fn app(&self) -> App {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Another profile; the project that was opened stays open.
    pub fn choose_profile(&self, choice: ProfileChoice) {
        let mut app = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let project_folder = app.profile.project_folder.clone();
        app.profile = choice.in_folder(project_folder);
    }

    /// `None` closes it.
    pub fn open_project(&self, folder: Option<PathBuf>) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).profile.project_folder = folder;
    }
}
