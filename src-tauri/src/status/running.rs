use hallpass_app::App;
use tauri::{AppHandle, Manager};

use super::{Before, Journey, JourneyStep, StepState, settle, tell};
use crate::workbench::Workbench;

/// A step that runs, of the profile that was chosen as it began. Until somebody says how it ended it is, once this is gone,
/// as it was before; of a tenant that was forgotten meanwhile nothing is told.
pub struct Running<'a> {
    shell: &'a AppHandle,
    pub app: App,
    step: JourneyStep,
    before: Before,
    is_settled: bool,
}

impl<'a> Running<'a> {
    pub fn begin(shell: &'a AppHandle, step: JourneyStep, says: Option<&str>) -> Self {
        let app = shell.state::<Workbench>().app();
        let before = shell.state::<Journey>().begin(app.profile.name(), step, says.map(str::to_owned));
        tell(shell);
        Self { shell, app, step, before, is_settled: false }
    }

    /// How it ended.
    pub fn settle(&mut self, state: StepState, says: Option<String>) {
        self.is_settled = true;
        if self.is_of_now() {
            settle(self.shell, &self.app, self.step, state, says);
        }
    }

    /// Whether its profile is still about the tenant with which it began.
    pub fn is_of_now(&self) -> bool {
        self.shell.state::<Journey>().is_of_now(self.app.profile.name(), self.step, &self.before)
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if !self.is_settled {
            self.settle(self.before.state, self.before.says.clone());
        }
    }
}
