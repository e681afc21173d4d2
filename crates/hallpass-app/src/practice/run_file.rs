use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::files::{read_if_there, remove, write_private};
use crate::{App, AppError};

/// `<state>/practice.json` (0600): where the shared tenant is, and the token of its control endpoint.
#[derive(Clone, Serialize, Deserialize)]
pub struct RunFile {
    pub pid: u32,
    pub authority: Url,
    pub http_authority: Url,
    pub ca_file: PathBuf,
    pub started: Timestamp,
    pub(super) control_token: String,
}

impl std::fmt::Debug for RunFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RunFile").field("pid", &self.pid).field("authority", &self.authority).finish_non_exhaustive()
    }
}

impl RunFile {
    /// What a start left; `None` if there is none or it cannot be read as one. Says nothing of whether it still runs.
    pub(super) fn read(app: &App) -> Result<Option<Self>, AppError> {
        let bytes = read_if_there(&path(app), 100_000)?;
        Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    pub(super) fn write(&self, app: &App) -> Result<(), AppError> {
        let json = serde_json::to_vec_pretty(self)
            .map_err(|error| AppError::could_not_check("practice-run-file", error.to_string()))?;
        write_private(&path(app), &json)
    }

    pub(super) fn remove(app: &App) -> Result<(), AppError> {
        remove(&path(app))
    }
}

fn path(app: &App) -> PathBuf {
    app.folders.state.join("practice.json")
}

/// Held by the process whose tenant runs; a killed one leaves the run file but not the lock.
pub(super) fn lock_path(app: &App) -> PathBuf {
    app.folders.state.join("practice.lock")
}
