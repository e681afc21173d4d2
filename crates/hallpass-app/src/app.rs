use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use sso_core::Timestamp;
use sso_core::token::Now;
use uuid::Uuid;

use crate::AppError;
use crate::clipboard::Clipboard;
use crate::files::is_file;
use crate::profile::ProfileChoice;
use crate::session::Session;
use crate::vault::Vault;

pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;
/// Fills with random bytes.
pub type Random = Arc<dyn Fn(&mut [u8]) + Send + Sync>;
/// Lets time pass.
pub type Wait = Arc<dyn Fn(Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;
/// Hands an address to the system's browser. That it started is not that a page opened.
pub type OpenBrowser = Arc<dyn Fn(&str) -> std::io::Result<()> + Send + Sync>;

/// Where things live on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    pub config: PathBuf,
    pub state: PathBuf,
    pub cache: PathBuf,
}

impl Folders {
    /// The platform's own folders for an app called `hallpass`.
    ///
    /// # Errors
    /// `no-home-folder` if the platform names no home folder.
    pub fn of_platform() -> Result<Self, AppError> {
        use etcetera::AppStrategy;
        let strategy = etcetera::choose_app_strategy(etcetera::AppStrategyArgs {
            top_level_domain: "app".to_owned(),
            author: "Hallpass".to_owned(),
            app_name: "hallpass".to_owned(),
        })
        .map_err(|_| {
            AppError::could_not_check("no-home-folder", "there is no home folder to keep settings in")
                .with_hint("set HALLPASS_CONFIG_DIR to a folder that can be written")
        })?;
        Ok(Self {
            config: strategy.config_dir(),
            state: strategy.state_dir().unwrap_or_else(|| strategy.data_dir().join("state")),
            cache: strategy.cache_dir(),
        })
    }

    /// Everything under one folder: `--config-dir`, `HALLPASS_CONFIG_DIR`.
    pub fn under(folder: &Path) -> Self {
        // Other programs are told these paths and run in other folders.
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        Self { state: folder.join("state"), cache: folder.join("cache"), config: folder }
    }

    /// The same for a path that a person named.
    ///
    /// # Errors
    /// `config-dir`: it is a file.
    pub fn under_folder(folder: &Path) -> Result<Self, AppError> {
        if is_file(folder) {
            let message = format!("{} is a file, and settings need a folder", folder.display());
            return Err(AppError::usage("config-dir", message)
                .with_hint("name a folder with --config-dir or HALLPASS_CONFIG_DIR; it is made if it is not there"));
        }
        Ok(Self::under(folder))
    }
}

/// Built once at start and handed to every use case. Time, its zone, waiting and chance enter here.
#[derive(Clone)]
pub struct App {
    pub clock: Clock,
    /// In which times are shown to a person.
    pub zone: TimeZone,
    pub random: Random,
    pub folders: Folders,
    /// Which profile is meant, and where a project's own facts are looked for.
    pub profile: ProfileChoice,
    pub vault: Vault,
    pub clipboard: Clipboard,
    /// Tokens of this process.
    pub session: Session,
    pub open_browser: OpenBrowser,
    pub wait: Wait,
    /// The Azure CLI, found by PATH unless it has a folder.
    pub azure_cli: OsString,
}

impl App {
    /// The app on this machine: its clock, its random numbers, its keyring, its browser.
    #[expect(clippy::disallowed_methods, reason = "the one place where the system's clock is read")]
    pub fn on_this_machine(folders: Folders) -> Self {
        Self {
            clock: Arc::new(Timestamp::now),
            // UTC where the system names none.
            zone: TimeZone::try_system().unwrap_or(TimeZone::UTC),
            random: Arc::new(|bytes| {
                // Without random numbers nothing that follows would be safe; no system that runs this lacks them.
                if getrandom::fill(bytes).is_err() {
                    std::process::abort();
                }
            }),
            vault: Vault::of_platform(folders.state.join("sealed")),
            folders,
            profile: ProfileChoice::default(),
            clipboard: Clipboard::of_system(),
            session: Session::default(),
            open_browser: Arc::new(|address| open::that_detached(address)),
            wait: Arc::new(|length| Box::pin(tokio::time::sleep(length))),
            azure_cli: if cfg!(windows) { "az.cmd" } else { "az" }.into(),
        }
    }

    /// The same, where somebody has so long to unlock a locked keyring.
    #[must_use]
    pub fn with_keyring_patience(self, patience: Duration) -> Self {
        Self { vault: self.vault.with_patience(patience), ..self }
    }

    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// The time with the zone in which it is shown.
    pub fn local_now(&self) -> Now {
        self.local(self.now())
    }

    /// Another time than now, shown in the same zone.
    pub fn local(&self, time: Timestamp) -> Now {
        Now { time, zone: self.zone.clone() }
    }

    /// `N` random bytes.
    pub fn draw<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }

    /// A random GUID (version 4).
    pub fn draw_guid(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.draw()).into_uuid()
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("folders", &self.folders).field("profile", &self.profile).finish_non_exhaustive()
    }
}
