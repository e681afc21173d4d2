//! The watch over the file of the manifest that is open.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use hallpass_app::AppError;
use hallpass_app::files::{self, Watch};
use tauri::async_runtime::{JoinHandle, spawn};
use tauri::{AppHandle, Manager};
use tokio::sync::Notify;
use tokio::time::{Instant, timeout};

use super::{OpenManifest, blocking};

/// Editors write in several steps: what follows within this time belongs to the same save.
const SETTLE: Duration = Duration::from_millis(150);
/// Who writes without a pause is looked at all the same.
const LONGEST: Duration = Duration::from_secs(3);

/// Ends with this.
pub struct Watching {
    file: PathBuf,
    changed: Arc<Notify>,
    watch: Watch,
    looking: JoinHandle<()>,
}

impl Watching {
    /// After each change of the file, the open manifest looks at it.
    ///
    /// # Errors
    /// Those of [`files::watch`].
    pub fn over(shell: &AppHandle, file: &Path) -> Result<Self, AppError> {
        let changed = Arc::new(Notify::new());
        let watch = watch(file, changed.clone())?;
        let (shell, told) = (shell.clone(), changed.clone());
        let looking = spawn(async move {
            loop {
                told.notified().await;
                settled(&told).await;
                shell.state::<OpenManifest>().look_after_change(&shell).await;
            }
        });
        Ok(Self { file: file.to_owned(), changed, watch, looking })
    }

    /// Watches anew, before the file is looked at: a folder that went and came back is another one.
    ///
    /// # Errors
    /// As those of [`Self::over`]; then the watch is the one that it was.
    pub async fn renew(&mut self) -> Result<(), AppError> {
        let (file, changed) = (self.file.clone(), self.changed.clone());
        self.watch = blocking(move || watch(&file, changed)).await?;
        Ok(())
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.looking.abort();
    }
}

fn watch(file: &Path, changed: Arc<Notify>) -> Result<Watch, AppError> {
    files::watch(file, move || changed.notify_one())
}

/// Until a save has come to its end.
async fn settled(changed: &Notify) {
    let end = Instant::now() + LONGEST;
    while Instant::now() < end && timeout(SETTLE, changed.notified()).await.is_ok() {}
}
