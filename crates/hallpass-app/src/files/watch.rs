//! Told of it when a file changes, goes or comes back.

use std::path::{Path, PathBuf};

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
/// Watched is the folder, because editors put a new file in the place of the old one; of a link that of the link and that of
/// the file which it leads to. Where the folder is gone, it is the nearest one above that is there. A folder that went, or
/// came back, is another one for the system: who is told watches anew, and then looks at the file.
///
/// # Errors
/// Those of finding a folder; `file-not-watched`, for instance where the system watches all that it can already.
pub fn watch(file: &Path, changed: impl Fn() + Send + 'static) -> Result<Watch, AppError> {
    let places = places(file).map_err(|error| io_error("find", file, &error))?;
    let watched = places.clone();
    let told = move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| watched.iter().any(|place| is_of(&event, place))) {
            changed();
        }
    };
    let watcher = notify::recommended_watcher(told).and_then(|mut watcher| {
        for folder in places.iter().filter_map(|place| place.parent()) {
            watcher.watch(folder, RecursiveMode::NonRecursive)?;
        }
        Ok(watcher)
    });
    watcher.map(|watcher| Watch { _watcher: watcher }).map_err(|error| {
        let words = format!("{} cannot be watched: {error}", file.display());
        AppError::could_not_check("file-not-watched", words).with_hint("look at it again by hand after each change")
    })
}

/// What is to be watched in its folder, which is there: the path itself, or of it what is missing first, and where a link
/// leads to.
fn places(file: &Path) -> std::io::Result<Vec<PathBuf>> {
    let named = std::path::absolute(file)?;
    let mut place = named.as_path();
    while let Some(folder) = place.parent().filter(|folder| !folder.is_dir()) {
        place = folder;
    }
    let mut places = match (place.parent(), place.file_name()) {
        (Some(folder), Some(name)) => vec![folder.canonicalize()?.join(name)],
        // The root.
        _ => vec![place.canonicalize()?],
    };
    places.extend(named.canonicalize().ok().filter(|real| !places.contains(real)));
    Ok(places)
}

/// That somebody opened or read it changes nothing. Where so much happened that the system lost count, it may have been
/// meant.
fn is_of(event: &Event, place: &Path) -> bool {
    let written = EventKind::Access(notify::event::AccessKind::Close(notify::event::AccessMode::Write));
    let read_only = event.kind.is_access() && event.kind != written;
    let folder_went =
        matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(notify::event::ModifyKind::Name(_)));
    let is_meant = |path: &PathBuf| path == place || folder_went && Some(path.as_path()) == place.parent();
    event.need_rescan() || !read_only && event.paths.iter().any(is_meant)
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
        let file = PathBuf::from("/p/manifest.xml");
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
            assert_eq!(is_of(&Event::new(kind).add_path(path.into()), &file), expected, "{kind:?} {path}");
        }
        assert!(is_of(&Event::new(EventKind::Other).set_flag(Flag::Rescan), &file), "the system lost count");
    }

    /// As a switch of branches does it. Who is told watches anew.
    #[test]
    fn a_folder_that_goes_and_comes_back_is_followed() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("add-in/manifests");
        let file = folder.join("manifest.xml");
        let (tell, told) = mpsc::channel();
        let watched = || {
            let tell = tell.clone();
            watch(&file, move || tell.send(()).unwrap_or_default()).unwrap()
        };
        let mut watch = watched();
        // Anew each time, until it is as it should be.
        let mut until = |expected: Option<&str>| loop {
            watch = watched();
            if fs::read_to_string(&file).ok().as_deref() == expected {
                break;
            }
            told.recv_timeout(Duration::from_secs(20)).unwrap_or_else(|_| panic!("not told: {expected:?}"));
        };
        fs::create_dir_all(&folder).unwrap();
        fs::write(&file, "1").unwrap();
        until(Some("1"));
        fs::remove_dir_all(root.path().join("add-in")).unwrap();
        until(None);
        fs::create_dir_all(&folder).unwrap();
        fs::write(&file, "2").unwrap();
        until(Some("2"));
        fs::rename(&folder, root.path().join("add-in/aside")).unwrap();
        until(None);
        fs::rename(root.path().join("add-in/aside"), &folder).unwrap();
        until(Some("2"));
        drop(watch);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_at_both_ends() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().canonicalize().unwrap().join("elsewhere/real.xml");
        let link = folder.path().join("manifest.xml");
        fs::create_dir(real.parent().unwrap()).unwrap();
        fs::write(&real, "1").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        assert_eq!(places(&link).unwrap(), [folder.path().canonicalize().unwrap().join("manifest.xml"), real.clone()]);
        let (tell, told) = mpsc::channel();
        let here = link.clone();
        let _watch = watch(&link, move || tell.send(fs::read_to_string(&here).ok()).unwrap_or_default()).unwrap();
        let heard = |expected: &str| {
            while told.recv_timeout(Duration::from_secs(20)).unwrap().as_deref() != Some(expected) {}
        };
        fs::write(&real, "by its own name").unwrap();
        heard("by its own name");
        let other = folder.path().join("other");
        fs::write(&other, "in the place of the link").unwrap();
        fs::rename(&other, &link).unwrap();
        heard("in the place of the link");
    }

    #[test]
    fn what_is_missing_first_is_awaited() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().canonicalize().unwrap();
        for (file, place) in [("manifest.xml", "manifest.xml"), ("a/manifest.xml", "a"), ("a/b/manifest.xml", "a")] {
            assert_eq!(places(&folder.path().join(file)).unwrap(), [real.join(place)], "{file}");
        }
    }
}
