//! Told of it when a file changes, goes or comes back.

use std::path::Path;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::io_error;
use crate::AppError;

/// As long as this lives.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

/// Calls `changed` for whatever happens to the file, at once and on another thread: one save may be several calls, and some
/// of them tell of nothing. Who reads the file in answer is not told of that.
///
/// Watched is the folder, because editors put a new file in the place of the old one; of a link the file that it leads to.
///
/// # Errors
/// Those of finding the file; `file-not-watched`, for instance where the system watches all that it can already.
pub fn watch(file: &Path, changed: impl Fn() + Send + 'static) -> Result<Watch, AppError> {
    let real = file.canonicalize().map_err(|error| io_error("find", file, &error))?;
    let folder = real.parent().map(Path::to_owned).unwrap_or_default();
    let (name, above) = (real.clone(), folder.clone());
    let told = move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| is_of(&event, &name, &above)) {
            changed();
        }
    };
    let watched = notify::recommended_watcher(told).and_then(|mut watcher| {
        watcher.watch(&folder, RecursiveMode::NonRecursive)?;
        Ok(watcher)
    });
    watched.map(|watcher| Watch { _watcher: watcher }).map_err(|error| {
        let words = format!("{} cannot be watched: {error}", file.display());
        AppError::could_not_check("file-not-watched", words).with_hint("look at it again by hand after each change")
    })
}

/// That somebody opened or read it changes nothing. Where so much happened that the system lost count, it may have been
/// meant.
fn is_of(event: &Event, file: &Path, folder: &Path) -> bool {
    let written = EventKind::Access(notify::event::AccessKind::Close(notify::event::AccessMode::Write));
    let read_only = event.kind.is_access() && event.kind != written;
    let folder_went =
        matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(notify::event::ModifyKind::Name(_)));
    event.need_rescan() || !read_only && event.paths.iter().any(|path| path == file || folder_went && path == folder)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;
    use std::sync::mpsc;
    use std::time::Duration;

    use notify::event::{AccessKind, AccessMode, CreateKind, Flag, ModifyKind, RemoveKind};

    use super::*;

    #[test]
    fn a_file_is_followed_through_all_that_editors_do() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("manifest.xml");
        fs::write(&file, "1").unwrap();
        let (tell, told) = mpsc::channel();
        let here = file.clone();
        let watch = watch(&file, move || tell.send(fs::read_to_string(&here).ok()).unwrap_or_default()).unwrap();
        // Who is told finds what was done: of each change at least the last call does.
        let heard = |expected: Option<&str>| {
            let found =
                || told.recv_timeout(Duration::from_secs(20)).unwrap_or_else(|_| panic!("not told: {expected:?}"));
            while found().as_deref() != expected {}
        };
        fs::write(&file, "written").unwrap();
        heard(Some("written"));
        let other = folder.path().join("manifest.xml~");
        fs::write(&other, "another in its place").unwrap();
        fs::rename(&other, &file).unwrap();
        heard(Some("another in its place"));
        fs::remove_file(&file).unwrap();
        heard(None);
        fs::write(&file, "back").unwrap();
        heard(Some("back"));
        drop(watch);
        while told.recv().is_ok() {}
    }

    #[test]
    fn what_an_event_is_of() {
        let (file, folder) = (PathBuf::from("/p/manifest.xml"), PathBuf::from("/p"));
        let read = EventKind::Access(AccessKind::Open(AccessMode::Any));
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        for (kind, path, expected) in [
            (EventKind::Modify(ModifyKind::Any), "/p/manifest.xml", true),
            (EventKind::Create(CreateKind::File), "/p/manifest.xml", true),
            (EventKind::Remove(RemoveKind::File), "/p/manifest.xml", true),
            (written, "/p/manifest.xml", true),
            (read, "/p/manifest.xml", false),
            (EventKind::Modify(ModifyKind::Any), "/p/other.xml", false),
            (EventKind::Remove(RemoveKind::Folder), "/p", true),
            (EventKind::Modify(ModifyKind::Any), "/p", false),
        ] {
            assert_eq!(is_of(&Event::new(kind).add_path(path.into()), &file, &folder), expected, "{kind:?} {path}");
        }
        assert!(is_of(&Event::new(EventKind::Other).set_flag(Flag::Rescan), &file, &folder), "the system lost count");
    }

    #[test]
    fn what_is_not_there_is_not_watched() {
        let folder = tempfile::tempdir().unwrap();
        let error = watch(&folder.path().join("manifest.xml"), || {}).unwrap_err();
        assert_eq!(error.code, "file-not-found");
    }
}
