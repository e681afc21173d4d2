use std::path::PathBuf;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use url::Url;

use super::SeedFile;
use super::dev_certificate::is_dev_certificate;
use crate::files::{read, read_if_there, remove, write_private};
use crate::{App, AppError};

/// Where the shared tenant is, and the token of its control endpoint.
#[derive(Debug, Clone)]
pub struct RunFile {
    pub pid: u32,
    /// `https://localhost:<port>/`
    pub authority: Url,
    /// `http://localhost:<port>/`
    pub http_authority: Url,
    pub ca_file: PathBuf,
    pub started: Timestamp,
    /// The seed file that it was started with.
    pub seed_file: Option<SeedFile>,
    pub(super) control_token: SecretString,
}

/// `<state>/practice.json`, 0600: the only form in which the token is written down.
#[derive(Serialize, Deserialize)]
struct Stored {
    pid: u32,
    authority: Url,
    http_authority: Url,
    ca_file: PathBuf,
    started: Timestamp,
    #[serde(default)]
    seed_file: Option<SeedFile>,
    control_token: String,
}

impl RunFile {
    /// What a start left; `None` if there is none or it cannot be read as one. Says nothing of whether it still runs.
    pub(super) fn read(app: &App) -> Result<Option<Self>, AppError> {
        let bytes = read_if_there(&path(app), 100_000)?;
        let stored = bytes.and_then(|bytes| serde_json::from_slice::<Stored>(&bytes).ok());
        Ok(stored.map(|stored| Self {
            pid: stored.pid,
            authority: stored.authority,
            http_authority: stored.http_authority,
            ca_file: stored.ca_file,
            started: stored.started,
            seed_file: stored.seed_file,
            control_token: SecretString::from(stored.control_token),
        }))
    }

    /// Its certificate is the one that `office-addin-dev-certs` made.
    pub fn has_dev_certificate(&self) -> bool {
        is_dev_certificate(&self.ca_file)
    }

    /// The authority to trust, PEM.
    pub(crate) fn ca_certificate(&self) -> Result<String, AppError> {
        let bytes = read(&self.ca_file, 100_000)?;
        String::from_utf8(bytes).map_err(|_| {
            AppError::could_not_check("practice-run-file", "the practice tenant's certificate file is no PEM")
                .with_hint("stop the practice tenant and start it again")
        })
    }

    pub(super) fn write(&self, app: &App) -> Result<(), AppError> {
        let stored = Stored {
            pid: self.pid,
            authority: self.authority.clone(),
            http_authority: self.http_authority.clone(),
            ca_file: self.ca_file.clone(),
            started: self.started,
            seed_file: self.seed_file.clone(),
            control_token: self.control_token.expose_secret().to_owned(),
        };
        let json = serde_json::to_vec_pretty(&stored)
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
