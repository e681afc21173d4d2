//! The seed file, and what it imports, from disk.

use std::path::{Path, PathBuf};

use aws_lc_rs::digest::{Context, SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use practice_tenant::Seed;
use serde::{Deserialize, Serialize};

use crate::AppError;
use crate::files::read;

/// Bytes; an exported registration has a few thousand.
const MOST: u64 = 1_000_000;

/// A seed file as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeedFile {
    /// Absolute.
    pub path: PathBuf,
    /// SHA-256 of what stood in it and in what it imports, base64url: two versions of one file differ here.
    digest: String,
}

/// Adds to `seed` what the file says at this time, and answers what was read. What an application imports is looked for
/// beside it.
///
/// # Errors
/// `practice-seed-file` with line and key; those of reading a file.
pub(super) fn extend(seed: &mut Seed, file: &Path, now: Timestamp) -> Result<SeedFile, AppError> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut read = Context::new(&SHA256);
    // With its length before it, so that nothing moves unseen from one file into the next.
    let mut note = |text: &str| {
        read.update(&text.len().to_le_bytes());
        read.update(text.as_bytes());
    };
    let text = text(file)?;
    note(&text);
    let import = |import: &str| {
        let text = self::text(&folder.join(import)).map_err(|error| error.message)?;
        note(&text);
        Ok(text)
    };
    seed.extend(&text, now, import).map_err(|error| {
        AppError::usage(
            "practice-seed-file",
            format!("the seed file {} is not as it should be: {error}", file.display()),
        )
        .with_hint("change that line and start again; nothing was started")
    })?;
    let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    Ok(SeedFile { path, digest: URL_SAFE_NO_PAD.encode(read.finish()) })
}

fn text(file: &Path) -> Result<String, AppError> {
    String::from_utf8(read(file, MOST)?).map_err(|_| {
        AppError::usage("practice-seed-file", format!("{} is no text in UTF-8", file.display()))
            .with_hint("save it as UTF-8 and start again")
    })
}
