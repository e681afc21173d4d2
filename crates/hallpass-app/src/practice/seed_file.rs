//! The seed file, and what it imports, from disk.

use std::path::Path;

use jiff::Timestamp;
use practice_tenant::Seed;

use crate::AppError;
use crate::files::read;

/// Bytes; an exported registration has a few thousand.
const MOST: u64 = 1_000_000;

/// Adds to `seed` what the file says at this time. What an application imports is looked for beside it.
///
/// # Errors
/// `practice-seed-file` with line and key; those of reading a file.
pub(super) fn extend(seed: &mut Seed, file: &Path, now: Timestamp) -> Result<(), AppError> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let text = text(file)?;
    let read = |import: &str| self::text(&folder.join(import)).map_err(|error| error.message);
    seed.extend(&text, now, read).map_err(|error| {
        AppError::usage(
            "practice-seed-file",
            format!("the seed file {} is not as it should be: {error}", file.display()),
        )
        .with_hint("change that line and start again; nothing was started")
    })
}

fn text(file: &Path) -> Result<String, AppError> {
    String::from_utf8(read(file, MOST)?).map_err(|_| {
        AppError::usage("practice-seed-file", format!("{} is no text in UTF-8", file.display()))
            .with_hint("save it as UTF-8 and start again")
    })
}
