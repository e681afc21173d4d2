//! What was sent and answered, to look at, to hand on, and to forget.

use std::path::{Path, PathBuf};

use crate::activity::{self, ActivityEntry};
use crate::{App, AppError, files};

/// As many are kept in memory at once.
const MOST: usize = 10_000;

/// The newest requests, the oldest of them first.
///
/// # Errors
/// Those of reading a file.
pub fn list(app: &App, most: usize) -> Result<Vec<ActivityEntry>, AppError> {
    activity::read(app, most.min(MOST))
}

/// Where the record is: two files at most, the older one beside it.
pub fn folder(app: &App) -> PathBuf {
    activity::folder(app)
}

/// All requests as an HTTP Archive, into a new file.
///
/// # Errors
/// `file-exists`; those of writing a file.
pub fn export_har(app: &App, file: &Path) -> Result<usize, AppError> {
    let entries = list(app, MOST)?;
    files::create_new_private(file, format!("{:#}\n", activity::har(&entries)).as_bytes())?;
    Ok(entries.len())
}

/// Takes the record away.
///
/// # Errors
/// Those of removing a file.
pub fn clear(app: &App) -> Result<(), AppError> {
    activity::clear(app)
}
