//! What stood in a user's file before it was written: `<state>/kept/<file>/<number>.{before,after}`; of a file that was made
//! `<number>.created` in the place of the first.
//!
//! Of a file that may hold a secret there is no copy, only `not-copied`: that it was written.

use std::fs;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::{io_error, read, remove, write_private};
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
    remember(folder_of(state, file)?, before, after, false)
}

/// Remembers a file that was just made, where there was none.
pub fn keep_created(state: &Path, file: &Path, after: &[u8]) -> Result<Kept, AppError> {
    remember(folder_of(state, file)?, b"", after, true)
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
const NOT_COPIED: &str = "not-copied";

/// Remembers that a file was written of which there is no copy.
pub fn note_not_copied(state: &Path, file: &Path) -> Result<(), AppError> {
    write_private(&folder_of(state, file)?.join(NOT_COPIED), b"")
}

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
    Ok(state.join("kept").join(name.to_string()))
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
}
