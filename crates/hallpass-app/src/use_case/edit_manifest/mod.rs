//! Puts the SSO markup into a manifest, takes it out, and takes the last write back. Difference first.

mod apply;
mod difference;
mod markup;
mod note;
mod refused;

use std::path::{Path, PathBuf};

use addin_manifest::edit;
use serde::Serialize;
use sso_core::{Finding, Severity};

use super::check_manifest::{check_bytes, shown};
use crate::files::{self, Turn};
use crate::{App, AppError};

pub(crate) use apply::{Edited, edited};
pub use apply::{Request, apply};
pub(crate) use difference::{difference, difference_with_note};
pub use markup::Scopes;
pub(crate) use markup::{not_applicable, with_markup, with_markup_of};
pub(crate) use note::{NAA_WITHOUT_MARKUP, scope_of_a_resource_missing, scopes_added};
pub(crate) use refused::refused;
/// For a manifest: `LegacySso` is markup in either format; `Naa` none in XML, and in JSON what lets Office fetch tokens before
/// they are asked for; `Both` the markup of both.
pub use sso_core::plan::Auth;

/// Office refuses far smaller files; this bounds memory.
pub(crate) const MANIFEST_LIMIT: u64 = 100_000_000;

/// What would change, or did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Output {
    #[serde(serialize_with = "shown")]
    pub file: PathBuf,
    /// Unified; empty if nothing had to change.
    pub difference: String,
    pub written: bool,
    /// Hallpass had made the file, and it is gone again.
    #[serde(skip)]
    pub deleted: bool,
    /// What follows of the change and stands in no difference, a sentence each.
    pub notes: Vec<String>,
    /// What is wrong with the manifest as it would be, or is, after the change.
    pub findings: Vec<Finding>,
    /// Of `findings`, by their places, those that are worth saying: errors, warnings, and what came by the change.
    #[serde(skip)]
    telling: Vec<usize>,
}

impl Output {
    /// Findings that somebody who made this change must know.
    pub fn telling(&self) -> impl Iterator<Item = &Finding> {
        self.telling.iter().filter_map(|place| self.findings.get(*place))
    }

    fn with_findings(self, before: &[Finding], after: Vec<Finding>) -> Self {
        let is_new = |finding: &Finding| before.iter().all(|other| other.code != finding.code);
        let telling = |finding: &Finding| finding.severity != Severity::Info || is_new(finding);
        let places = after.iter().enumerate().filter(|(_, finding)| telling(finding)).map(|(place, _)| place);
        Self { telling: places.collect(), findings: after, ..self }
    }
}

/// Takes the markup out again.
///
/// # Errors
/// As those of [`apply`].
pub fn remove(app: &App, file: &Path, write: bool) -> Result<Output, AppError> {
    let _turn = turn(app, file, write)?;
    let before = files::read(file, MANIFEST_LIMIT)?;
    let edits = edit::remove_web_application_info(&before).map_err(|refusal| refused(file, &before, &refusal))?;
    let after = addin_manifest::apply(&before, &edits);
    let container = !edits.is_empty() && made_a_container(app, file, &before);
    let notes = container.then(|| note::container_stays(1 + usize::from(write))).into_iter().collect();
    Ok(Output { notes, ..finish(app, file, &before, &after, write)? })
}

/// Whether the last write of ours made a `VersionOverrides`, and nobody has written since.
fn made_a_container(app: &App, file: &Path, now: &[u8]) -> bool {
    let Ok(Some(kept)) = files::newest_kept(&app.folders.state, file, MANIFEST_LIMIT) else { return false };
    let overrides = |bytes| addin_manifest::read(bytes).overrides.len();
    kept.after == now && overrides(&kept.before) < overrides(&kept.after)
}

/// Puts back what stood in the file before the last write of Hallpass's; one that this write made is deleted.
///
/// # Errors
/// `nothing-to-undo`, also where a write was made of which no copy is kept; `changed-since` if somebody else has written to the file since: their work is not overwritten.
pub fn undo(app: &App, file: &Path) -> Result<Output, AppError> {
    let _turn = turn(app, file, true)?;
    let now = files::read(file, MANIFEST_LIMIT)?;
    let state = &app.folders.state;
    let is_copied = !files::was_not_copied(state, file)?;
    while let Some(kept) = files::newest_kept(state, file, MANIFEST_LIMIT)? {
        // A file that was made goes again.
        if now == kept.after {
            not_read_only(file)?;
            match kept.created {
                true => files::remove(file)?,
                false => files::replace(file, &now, &kept.before)?,
            }
            files::release(&kept)?;
            return Ok(Output { written: true, deleted: kept.created, ..output(file, &now, &kept.before) });
        }
        if now != kept.before && is_copied {
            return Err(changed_since(file));
        }
        if now != kept.before {
            break;
        }
        // A write that was cut off before it began, or taken back by hand.
        files::release(&kept)?;
    }
    if !is_copied {
        let words =
            format!("Hallpass has written {} and kept no copy of it, because it may hold a secret", file.display());
        return Err(AppError::failed("nothing-to-undo", words)
            .with_hint("put the lines back by hand: the difference that was shown has them with a - in front"));
    }
    let words = if files::was_kept(state, file)? {
        format!("all that is kept of {} is back: nothing older is kept (the last ten writes are)", file.display())
    } else {
        format!("Hallpass has not written {}", file.display())
    };
    Err(AppError::failed("nothing-to-undo", words).with_hint("it stands as it was"))
}

fn changed_since(file: &Path) -> AppError {
    let message = format!("{} has changed since Hallpass wrote it, so it was left as it is", file.display());
    AppError::failed("changed-since", message)
        .with_hint("take your own changes back first, or take the markup out: hallpass manifest remove FILE --write")
}

fn finish(app: &App, file: &Path, before: &[u8], after: &[u8], write: bool) -> Result<Output, AppError> {
    fits(file, after.len())?;
    let written = write && before != after;
    if written {
        write_kept(app, file, before, after)?;
    }
    Ok(Output { written, ..output(file, before, after) })
}

/// What is too large could not be read again, by us or by `undo`.
pub(crate) fn fits(file: &Path, length: usize) -> Result<(), AppError> {
    if length as u64 <= MANIFEST_LIMIT {
        return Ok(());
    }
    let message =
        format!("{} would be larger than {} MB, so it was left as it is", file.display(), MANIFEST_LIMIT / 1_000_000);
    Err(AppError::failed("would-be-too-large", message).with_hint("check that it is the file you mean"))
}

fn output(file: &Path, before: &[u8], after: &[u8]) -> Output {
    let scopes = scopes_added(&addin_manifest::read(before), &addin_manifest::read(after));
    Output {
        file: file.to_owned(),
        difference: difference_with_note(file, before, after, scopes.as_deref()),
        written: false,
        deleted: false,
        notes: scopes.into_iter().collect(),
        findings: Vec::new(),
        telling: Vec::new(),
    }
}

/// From before a file is read until it is written, no other run of Hallpass changes it. Who writes nothing waits for
/// nobody.
pub(crate) fn turn(app: &App, file: &Path, write: bool) -> Result<Option<Turn>, AppError> {
    write.then(|| Turn::wait(&app.folders.state, file)).transpose()
}

fn not_read_only(file: &Path) -> Result<(), AppError> {
    if !files::is_read_only(file) {
        return Ok(());
    }
    let words = format!("{}: the file is read-only; it was left as it is", file.display());
    Err(AppError::could_not_check("file-read-only", words).with_hint("make it writable, then try again"))
}

/// Writes a user's file, with what stood there kept for [`undo`].
pub(crate) fn write_kept(app: &App, file: &Path, before: &[u8], after: &[u8]) -> Result<(), AppError> {
    not_read_only(file)?;
    let kept = files::keep(&app.folders.state, file, before, after).map_err(|error| files::not_kept(file, &error))?;
    if let Err(error) = files::replace(file, before, after) {
        files::release(&kept)?;
        return Err(error);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
