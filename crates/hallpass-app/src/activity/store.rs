//! The file: lines are added at its end; when it is large, it becomes the old one, and the old one goes.

use std::path::PathBuf;
use std::time::Duration;

use super::ActivityEntry;
use crate::files::{self, Turn};
use crate::{App, AppError};

/// Beyond, a new file is begun.
const LARGE: u64 = 4 << 20;
/// Of each of the two files: where nobody could make room, it grew on.
const LIMIT: u64 = LARGE * 16;

/// Who makes room, reads both files or takes them away is there for a moment; what somebody does is not held up by it.
const MOMENT: Duration = Duration::from_secs(1);

/// Where both files are.
pub fn folder(app: &App) -> PathBuf {
    app.folders.state.join("activity")
}

/// The older one first.
fn files_of(app: &App) -> [PathBuf; 2] {
    ["activity.old.jsonl", "activity.jsonl"].map(|name| folder(app).join(name))
}

/// Among the programs that would make room. `None`: nothing was written yet, there can be no lock, or nobody lets go of it.
fn turn(app: &App) -> Option<Turn> {
    if !files::exists(&folder(app)) {
        return None;
    }
    Turn::within(&folder(app).join("activity.lock"), MOMENT).ok().flatten()
}

/// # Errors
/// Those of writing a file.
pub(super) fn append(app: &App, entry: &ActivityEntry) -> Result<(), AppError> {
    let [old, current] = files_of(app);
    let is_large = || files::length(&current).is_some_and(|length| length > LARGE);
    if is_large()
        && let Some(_turn) = turn(app)
        // Looked at again: another program may have made room, and what that one put by would be lost.
        && is_large()
    {
        files::rename(&current, &old)?;
    }
    let mut line = serde_json::to_string(entry).map_err(|error| {
        AppError::failed("activity-not-writable", format!("the request could not be written down: {error}"))
    })?;
    line.push('\n');
    files::append_private(&current, line.as_bytes())
}

/// The newest `most` requests, the oldest of them first. A line that cannot be read, as of a newer Hallpass or of a write
/// that was cut off, is left out.
///
/// # Errors
/// Those of reading a file; none where nothing was written yet.
pub fn read(app: &App, most: usize) -> Result<Vec<ActivityEntry>, AppError> {
    let mut entries = Vec::new();
    // Else the file that is read last might be made room in between.
    let _turn = turn(app);
    for file in files_of(app) {
        let Some(bytes) = files::read_if_there(&file, LIMIT)? else { continue };
        let lines = bytes.split(|byte| *byte == b'\n');
        entries.extend(lines.filter_map(|line| serde_json::from_slice::<ActivityEntry>(line).ok()));
    }
    entries.drain(..entries.len().saturating_sub(most));
    Ok(entries)
}

/// Takes all of it away.
///
/// # Errors
/// Those of removing a file.
pub fn clear(app: &App) -> Result<(), AppError> {
    let _turn = turn(app);
    files_of(app).iter().try_for_each(|file| files::remove(file))
}

#[cfg(test)]
mod tests {
    use super::super::testing::refused;
    use super::*;
    use crate::{Folders, vault::Vault};

    fn app(folder: &std::path::Path) -> App {
        App { vault: Vault::of_test(0), ..App::on_this_machine(Folders::under(folder)) }
    }

    #[test]
    fn the_newest_are_kept_and_broken_lines_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        assert_eq!(read(&app, 9).unwrap(), []);
        for number in 0..3 {
            append(&app, &ActivityEntry { duration_ms: number, ..refused() }).unwrap();
        }
        let [old, current] = files_of(&app);
        files::append_private(&current, b"{\"at\": cut off\n").unwrap();
        let numbers = |most| read(&app, most).unwrap().iter().map(|entry| entry.duration_ms).collect::<Vec<_>>();
        assert_eq!((numbers(9), numbers(2)), (vec![0, 1, 2], vec![1, 2]));

        // A large file becomes the old one.
        files::append_private(&current, &vec![b'x'; usize::try_from(LARGE).unwrap()]).unwrap();
        append(&app, &ActivityEntry { duration_ms: 3, ..refused() }).unwrap();
        assert!(old.exists());
        assert_eq!(numbers(9), [0, 1, 2, 3]);

        clear(&app).unwrap();
        assert_eq!((old.exists(), numbers(9)), (false, vec![]));
    }

    /// Several programs find it large at once: one of them makes room, and no line is lost.
    #[test]
    fn two_programs_make_room_once() {
        const PROGRAMS: usize = 8;
        for _ in 0..20 {
            let folder = tempfile::tempdir().unwrap();
            let app = app(folder.path());
            let [_, current] = files_of(&app);
            append(&app, &refused()).unwrap();
            let line = std::fs::read(&current).unwrap();
            // A hole of zeros in one line, which is no entry and takes no room on the disk.
            std::fs::OpenOptions::new().append(true).open(&current).unwrap().set_len(LARGE).unwrap();
            files::append_private(&current, &[b"\n", &line[..]].concat()).unwrap();
            let start = std::sync::Barrier::new(PROGRAMS);
            std::thread::scope(|threads| {
                for _ in 0..PROGRAMS {
                    threads.spawn(|| {
                        start.wait();
                        append(&app, &refused()).unwrap();
                    });
                }
            });
            assert_eq!(read(&app, 99).unwrap().len(), 2 + PROGRAMS);
        }
    }

    #[cfg(unix)]
    #[test]
    fn for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        append(&app, &refused()).unwrap();
        let mode = std::fs::metadata(&files_of(&app)[1]).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
