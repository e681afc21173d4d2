//! The manifest that is open: what was shown of it, and the watch over its file. One at a time; it stays open while the
//! window is closed.

mod found;
mod watching;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use hallpass_app::opened;
use hallpass_app::profile::ProfileName;
use hallpass_app::sso_core::Severity;
use hallpass_app::use_case::edit_manifest;
use hallpass_app::use_case::preview_manifest::{
    ManifestView, Preview, Side, Wanted, manifest_at, preview_manifest, preview_text, write_previewed,
};
use hallpass_app::{App, AppError};
use serde::Serialize;
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Emitter, Manager};
use tokio::sync::Mutex;
use ts_rs::TS;

pub use found::Found;

use crate::compared::{self, Standing};
use crate::opening::Page;
use crate::status::{self, JourneyStep, StepState};
use crate::to_page::ToPage;
use crate::words::manifest as words;
use crate::workbench::Workbench;
use crate::{notice, window};
use watching::Watching;

/// What an open window is told when the file changed or went; the payload is a [`ManifestShown`].
const MANIFEST: &str = "manifest";

/// What the page shows of the manifest that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ManifestShown {
    pub view: ManifestView,
    pub wanted: Wanted,
    /// Why the file can no longer be read: what is shown is then the last that is known.
    pub error: Option<AppError>,
    /// Why nobody is told when the file changes.
    pub unwatched: Option<AppError>,
}

/// Held by one command, or by one look after a change, at a time.
#[derive(Clone, Default)]
pub struct OpenManifest(Arc<Mutex<Option<Held>>>);

struct Held {
    /// Whose manifest it is: the step of another profile says nothing of it.
    profile: ProfileName,
    preview: Arc<Preview>,
    wanted: Wanted,
    error: Option<AppError>,
    watching: Option<Watching>,
    unwatched: Option<AppError>,
}

/// What is to be read.
enum Source {
    File(PathBuf),
    /// That was pasted.
    Text(String),
}

impl Held {
    fn shown(&self) -> ManifestShown {
        ManifestShown {
            view: self.preview.view.clone(),
            wanted: self.wanted.clone(),
            error: self.error.clone(),
            unwatched: self.unwatched.clone(),
        }
    }

    /// Whether single sign-on could not work with the file as it is now.
    fn is_broken(&self) -> bool {
        self.error.is_some() || self.preview.view.count(Severity::Error) > 0
    }
}

impl OpenManifest {
    /// Opens a file, or the only manifest of a folder, in the place of the one that is open.
    ///
    /// # Errors
    /// Those of the preview; then what was open stays open.
    pub async fn open(&self, shell: &AppHandle, file: &Path) -> Result<ManifestShown, AppError> {
        let mut open = self.0.lock().await;
        let (app, wanted) = (shell.state::<Workbench>().app(), Wanted::default());
        let named = file.to_owned();
        let file = blocking(move || manifest_at(&named)).await?;
        // Before it is read: of what is written meanwhile it tells.
        let (watching, unwatched) = match Watching::over(shell, &file) {
            Ok(watching) => (Some(watching), None),
            Err(error) => (None, Some(error)),
        };
        let preview = previewed(&app, Source::File(file.clone()), &wanted).await?;
        // For the overview.
        app.saw_manifest(&file);
        // For the tray, also after the next start; where it cannot be remembered it is opened again.
        let _ = opened::keep_manifest(&app, &file);
        let profile = app.profile.name().clone();
        let held = open.insert(Held { profile, preview, wanted, error: None, watching, unwatched });
        settle(shell, &app, standing(&app, held)).await;
        Ok(held.shown())
    }

    /// The same for a text that was pasted; nobody watches it, and nothing of it is written.
    ///
    /// # Errors
    /// `not-a-manifest`; then what was open stays open.
    pub async fn open_text(&self, shell: &AppHandle, text: String) -> Result<ManifestShown, AppError> {
        let mut open = self.0.lock().await;
        let (app, wanted) = (shell.state::<Workbench>().app(), Wanted::default());
        let preview = previewed(&app, Source::Text(text), &wanted).await?;
        let unwatched = Some(AppError::usage("not-a-file", "a pasted text is no file that could be watched"));
        let profile = app.profile.name().clone();
        Ok(open.insert(Held { profile, preview, wanted, error: None, watching: None, unwatched }).shown())
    }

    /// As the file and the profile are now; `None` where none is open.
    pub async fn shown(&self, shell: &AppHandle) -> Option<ManifestShown> {
        let mut open = self.0.lock().await;
        let held = open.as_mut()?;
        look(shell, held).await;
        Some(held.shown())
    }

    /// The same with another change.
    ///
    /// # Errors
    /// `no-manifest-open`
    pub async fn want(&self, shell: &AppHandle, wanted: Wanted) -> Result<ManifestShown, AppError> {
        let mut open = self.0.lock().await;
        let held = open.as_mut().ok_or_else(none_open)?;
        held.wanted = wanted;
        look(shell, held).await;
        Ok(held.shown())
    }

    pub async fn close(&self) {
        self.0.lock().await.take();
    }

    /// Lines of what was shown.
    ///
    /// # Errors
    /// `changed-since-shown`, where something else is shown by now.
    pub async fn lines(&self, digest: &str, side: Side, first: usize, count: usize) -> Result<Vec<String>, AppError> {
        let preview = seen(&mut *self.0.lock().await, digest)?.preview.clone();
        blocking(move || Ok(preview.lines(side, first, count))).await
    }

    /// Writes what was shown, and nothing else. It stays held until the answer is known: the watch finds nothing new.
    ///
    /// # Errors
    /// As those of [`write_previewed`].
    pub async fn apply(&self, shell: &AppHandle, digest: &str) -> Result<ManifestShown, AppError> {
        let mut open = self.0.lock().await;
        let held = seen(&mut open, digest)?;
        let (app, preview) = (shell.state::<Workbench>().app(), held.preview.clone());
        if !preview.view.pasted {
            // Whoever writes it works on it, and so does the profile that it is written for.
            app.saw_manifest(preview.file());
            held.profile = app.profile.name().clone();
        }
        blocking(move || write_previewed(&app, &preview)).await?;
        look(shell, held).await;
        Ok(held.shown())
    }

    /// # Errors
    /// Those of [`edit_manifest::undo`]; `no-manifest-open`.
    pub async fn undo(&self, shell: &AppHandle) -> Result<ManifestShown, AppError> {
        let mut open = self.0.lock().await;
        let held = open.as_mut().ok_or_else(none_open)?;
        let (app, file) = (shell.state::<Workbench>().app(), held.preview.file().to_owned());
        blocking(move || edit_manifest::undo(&app, &file)).await?;
        look(shell, held).await;
        Ok(held.shown())
    }

    /// The markup as the shown change has it.
    pub async fn markup(&self) -> Option<String> {
        self.0.lock().await.as_ref()?.preview.markup.clone()
    }

    /// After a change of the file: nothing if it is as it was.
    async fn look_after_change(&self, shell: &AppHandle) {
        let mut open = self.0.lock().await;
        let Some(held) = open.as_mut() else { return };
        if let Some(watching) = &mut held.watching {
            held.unwatched = watching.renew().await.err();
        }
        let preview = held.preview.clone();
        let is_outdated = blocking(move || Ok(preview.is_outdated())).await.unwrap_or(true);
        if held.error.is_none() && !is_outdated {
            return;
        }
        let was_broken = held.is_broken();
        look(shell, held).await;
        let shown = held.shown();
        let told = match (was_broken, held.is_broken()) {
            (false, true) => Some(words::broke(&shown.view, shown.error.as_ref())),
            (true, false) => Some(words::mended(&shown.view)),
            _ => None,
        };
        if let Some(told) = told.filter(|_| !window::is_looked_at(shell)) {
            notice::remind(shell, told, Page::Manifest, None);
        }
        if let Some(window) = window::open_one(shell) {
            // It fails where the window is about to close.
            let _ = window.emit(MANIFEST, ToPage(shown));
        }
    }
}

fn none_open() -> AppError {
    AppError::usage("no-manifest-open", "no manifest is open").with_hint("open one first")
}

/// What a person saw, if that is still what is held.
fn seen<'a>(open: &'a mut Option<Held>, digest: &str) -> Result<&'a mut Held, AppError> {
    let held = open.as_mut().ok_or_else(none_open)?;
    if held.preview.view.digest == digest {
        return Ok(held);
    }
    Err(AppError::failed("changed-since-shown", "the manifest has changed since it was shown")
        .with_hint("look at what is shown now"))
}

/// Keeps what was shown last where the file cannot be read.
async fn look(shell: &AppHandle, held: &mut Held) {
    // One for all of it: another profile may be chosen meanwhile, and this says nothing of that.
    let app = shell.state::<Workbench>().app();
    let source = match held.preview.view.pasted {
        true => Source::Text(held.preview.text()),
        false => Source::File(held.preview.file().to_owned()),
    };
    match previewed(&app, source, &held.wanted).await {
        Ok(preview) => (held.preview, held.error) = (preview, None),
        Err(error) => held.error = Some(error),
    }
    settle(shell, &app, standing(&app, held)).await;
}

async fn previewed(app: &App, source: Source, wanted: &Wanted) -> Result<Arc<Preview>, AppError> {
    let (app, wanted) = (app.clone(), wanted.clone());
    let preview = blocking(move || match source {
        Source::File(file) => preview_manifest(&app, &file, &wanted),
        Source::Text(text) => preview_text(&app, &text, &wanted),
    });
    preview.await.map(Arc::new)
}

/// Off the threads that serve the page.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    spawn_blocking(work).await.unwrap_or_else(|_| {
        Err(AppError::could_not_check("manifest-not-read", "the manifest could not be read to its end"))
    })
}

/// How the step is by this file, as `app` saw it; a pasted text says nothing of it.
fn standing(app: &App, held: &Held) -> Option<Standing> {
    if held.preview.view.pasted || held.profile != *app.profile.name() {
        return None;
    }
    Some(match &held.error {
        Some(_) => (StepState::Warn, Some(words::GONE.to_owned())),
        None => Found::from(&held.preview.view).step(),
    })
}

async fn settle(shell: &AppHandle, app: &App, own: Option<Standing>) {
    let Some(own) = own else { return };
    let (reads, alone) = (app.clone(), own.clone());
    let compared = blocking(move || Ok(compared::no_better(&reads, JourneyStep::Manifest, alone))).await;
    let (state, says) = compared.unwrap_or(own);
    status::settle(shell, app, JourneyStep::Manifest, state, says);
}
