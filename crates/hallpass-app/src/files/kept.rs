//! What stood in a user's file before it was written: `<state>/kept/<file>/<number>.{before,after}`; of a file that was made
//! `<number>.created` in the place of the first.
//!
//! Of a file that may hold a secret there is no copy, only `not-copied`: that it was written.

use std::fs;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::{io_error, names_in, read, read_if_there, remove, remove_folder, write_private};
use crate::AppError;

/// Copies a file may have; the oldest goes first.
const COPIES: usize = 10;

/// One write of ours: what stood there before, and what we put there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub before: Vec<u8>,
    pub after: Vec<u8>,
    /// There was no file; `before` is empty.
    pub created: bool,
    number: u64,
    folder: PathBuf,
}

/// Remembers a write that is about to happen; one that then fails is to be released.
pub fn keep(state: &Path, file: &Path, before: &[u8], after: &[u8]) -> Result<Kept, AppError> {
    let folder = folder_of(state, file)?;
    note_whose(&folder, file)?;
    remember(folder, before, after, false)
}

/// Remembers a file that was just made, where there was none.
pub fn keep_created(state: &Path, file: &Path, after: &[u8]) -> Result<Kept, AppError> {
    let folder = folder_of(state, file)?;
    note_whose(&folder, file)?;
    remember(folder, b"", after, true)
}

/// The folder's own name does not tell which file it is about.
fn note_whose(folder: &Path, file: &Path) -> Result<(), AppError> {
    let real = fs::canonicalize(file).map_err(|error| io_error("find", file, &error))?;
    write_private(&folder.join(PATH), real.display().to_string().as_bytes())
}

fn remember(folder: PathBuf, before: &[u8], after: &[u8], created: bool) -> Result<Kept, AppError> {
    let numbers = numbers(&folder)?;
    let next = numbers.last().map_or(1, |last| last + 1);
    write_private(&folder.join(format!("{next}.{}", if created { CREATED } else { "before" })), before)?;
    write_private(&folder.join(format!("{next}.after")), after)?;
    for old in numbers.iter().rev().skip(COPIES - 1) {
        forget(&folder, *old)?;
    }
    Ok(Kept { before: before.to_owned(), after: after.to_owned(), created, number: next, folder })
}

const CREATED: &str = "created";
const PATH: &str = "path";
const NOT_COPIED: &str = "not-copied";

/// Remembers that a file was written of which there is no copy.
pub fn note_not_copied(state: &Path, file: &Path) -> Result<(), AppError> {
    let folder = folder_of(state, file)?;
    note_whose(&folder, file)?;
    write_private(&folder.join(NOT_COPIED), b"")
}

/// What is remembered of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptOf {
    /// Of its folder: what [`forget_all_of`] takes.
    pub id: Uuid,
    pub folder: PathBuf,
    /// The file; `None` where an older Hallpass did not write it down.
    pub file: Option<PathBuf>,
    /// How many writes can be taken back, the last one first.
    pub writes: usize,
    /// A write was made of which there is no copy.
    pub not_copied: bool,
}

/// Every file of which something is remembered, in the order of their paths.
///
/// # Errors
/// Those of reading a folder.
pub fn all_kept(state: &Path) -> Result<Vec<KeptOf>, AppError> {
    let parent = state.join(KEPT);
    let ids = names_in(&parent)?.into_iter().filter_map(|name| name.parse::<Uuid>().ok());
    let mut all = Vec::new();
    for id in ids {
        let folder = parent.join(id.to_string());
        let path = read_if_there(&folder.join(PATH), LONGEST_PATH)?.and_then(|path| String::from_utf8(path).ok());
        let (writes, not_copied) = (numbers(&folder)?.len(), folder.join(NOT_COPIED).exists());
        all.push(KeptOf { id, writes, not_copied, file: path.map(PathBuf::from), folder });
    }
    all.sort_by(|one, other| one.file.cmp(&other.file));
    Ok(all)
}

/// Takes the copies of one file away. The file itself stays as it is.
///
/// # Errors
/// Those of removing a folder; one that is not there is none.
pub fn forget_all_of(state: &Path, id: Uuid) -> Result<(), AppError> {
    remove_folder(&state.join(KEPT).join(id.to_string()))
}

const KEPT: &str = "kept";
/// In bytes; no system has longer ones.
const LONGEST_PATH: u64 = 100_000;

/// Whether a write of this file was ever made without a copy.
pub fn was_not_copied(state: &Path, file: &Path) -> Result<bool, AppError> {
    Ok(folder_of(state, file)?.join(NOT_COPIED).exists())
}

/// The last write that has not been undone.
pub fn newest_kept(state: &Path, file: &Path, limit: u64) -> Result<Option<Kept>, AppError> {
    let folder = folder_of(state, file)?;
    let Some(number) = numbers(&folder)?.last().copied() else { return Ok(None) };
    let created = folder.join(format!("{number}.{CREATED}")).exists();
    let before = if created { Vec::new() } else { read(&folder.join(format!("{number}.before")), limit)? };
    let after = read(&folder.join(format!("{number}.after")), limit)?;
    Ok(Some(Kept { before, after, created, number, folder }))
}

/// Whether a write of this file was ever remembered, also one that is forgotten by now.
pub fn was_kept(state: &Path, file: &Path) -> Result<bool, AppError> {
    Ok(folder_of(state, file)?.exists())
}

/// Forgets a write that was undone, or that did not happen.
pub fn release(kept: &Kept) -> Result<(), AppError> {
    forget(&kept.folder, kept.number)
}

fn forget(folder: &Path, number: u64) -> Result<(), AppError> {
    remove(&folder.join(format!("{number}.before")))?;
    remove(&folder.join(format!("{number}.{CREATED}")))?;
    remove(&folder.join(format!("{number}.after")))
}

/// A folder a file, by a name-based GUID of its real path: paths are too long and too free to be names.
pub(super) fn folder_of(state: &Path, file: &Path) -> Result<PathBuf, AppError> {
    let real = fs::canonicalize(file).map_err(|error| io_error("find", file, &error))?;
    let name = Uuid::new_v5(&Uuid::NAMESPACE_URL, real.as_os_str().as_encoded_bytes());
    Ok(state.join(KEPT).join(name.to_string()))
}

/// The numbers of whole copies, ascending.
fn numbers(folder: &Path) -> Result<Vec<u64>, AppError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(io_error("read", folder, &error)),
    };
    let mut numbers: Vec<u64> =
        entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".after")?.parse().ok()).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ten_are_kept_and_come_back_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("manifest.xml");
        fs::write(&file, "0").unwrap();
        let state = folder.path().join("state");
        for number in 1..=13_u8 {
            keep(&state, &file, &[number - 1], &[number]).unwrap();
        }
        let mut seen = Vec::new();
        while let Some(kept) = newest_kept(&state, &file, 100).unwrap() {
            seen.push((kept.before[0], kept.after[0]));
            release(&kept).unwrap();
        }
        assert_eq!(seen, (4..=13).rev().map(|number| (number - 1, number)).collect::<Vec<_>>());
    }

    #[test]
    fn each_file_is_told_with_its_path_and_forgotten_alone() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        let files = ["a.xml", "b.xml"].map(|name| folder.path().join(name));
        for file in &files {
            fs::write(file, "0").unwrap();
            keep(&state, file, b"0", b"1").unwrap();
        }
        keep(&state, &files[0], b"1", b"2").unwrap();
        let all = all_kept(&state).unwrap();
        let told = |all: &[KeptOf]| all.iter().map(|one| (one.file.clone().unwrap(), one.writes)).collect::<Vec<_>>();
        let real = |file: &Path| fs::canonicalize(file).unwrap();
        assert_eq!(told(&all), [(real(&files[0]), 2), (real(&files[1]), 1)]);

        forget_all_of(&state, all[0].id).unwrap();
        assert_eq!(told(&all_kept(&state).unwrap()), [(real(&files[1]), 1)]);
        assert!(files[0].exists(), "the file itself stays");

        fs::remove_file(all[1].folder.join(PATH)).unwrap();
        assert_eq!(all_kept(&state).unwrap()[0].file, None, "as an older Hallpass left it");
    }
}
