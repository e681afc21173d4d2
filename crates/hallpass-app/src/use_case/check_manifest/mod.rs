//! Findings of manifests, offline: of files, of what lies in folders, of what patterns match; and their safe fixes.

mod fix;
mod pick;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::{Serialize, Serializer};
use sso_core::plan::Plan;
use sso_core::rules::manifest as rules;
use sso_core::{Code, Finding, Severity};

use super::edit_manifest::{MANIFEST_LIMIT, difference, scopes_added, turn, write_kept};
use crate::files::{self, Found};
use crate::{App, AppError};

/// What to do about findings that a machine may mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fix {
    /// Nothing: they are told.
    No,
    /// Show what the fixes would change.
    Show,
    /// Change it, with what stood there kept.
    Write,
}

/// The files of all paths, in the order of the paths, those of one path in the order of their own.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    pub files: Vec<CheckedFile>,
    /// Files come upon that are no manifests.
    pub passed_over: usize,
}

/// One file with what was found in it, the worst first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckedFile {
    #[serde(serialize_with = "shown")]
    pub file: PathBuf,
    /// Come upon in a folder or by a pattern, not named.
    #[serde(skip)]
    pub walked: bool,
    /// Of the file as it would be, or is, after its fixes.
    pub findings: Vec<Finding>,
    /// Why it could not be checked, or not be written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<AppError>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<FixedFile>,
}

/// What the fixes of a file would change, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FixedFile {
    /// What was mended, each code once.
    pub fixed: Vec<Code>,
    /// Unified; empty if nothing had to change.
    pub difference: String,
    pub written: bool,
    /// What follows of the change and stands in no difference, a sentence each.
    pub notes: Vec<String>,
}

/// A path as people read it: JSON has no place for bytes that are no UTF-8.
pub(crate) fn shown<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&path.display())
}

impl Checked {
    pub fn count(&self, severity: Severity) -> usize {
        self.files.iter().flat_map(|file| &file.findings).filter(|finding| finding.severity == severity).count()
    }

    pub fn could_not_check(&self) -> usize {
        self.files.iter().filter(|file| file.error.is_some()).count()
    }
}

impl CheckedFile {
    fn of(file: &Path, findings: Vec<Finding>) -> Self {
        Self { file: file.to_owned(), walked: false, findings, error: None, fixed: None }
    }

    fn failed(file: &Path, error: AppError) -> Self {
        Self { error: Some(error), ..Self::of(file, Vec::new()) }
    }
}

/// Findings of every manifest that the paths lead to. A file that is named is checked whatever it holds; of those come
/// upon only manifests and what is left of broken ones. What could not be read has an error and keeps no other from
/// being checked, and so has a folder or pattern that leads to no manifest: nothing was checked, which is no good news.
pub fn check_manifests(app: &App, paths: &[PathBuf], fix: Fix) -> Checked {
    let mut looks = Vec::new();
    let mut seen = HashSet::new();
    let named: HashSet<&PathBuf> = paths.iter().collect();
    for path in paths {
        let mut found = files::walk(path, &pick::ENDINGS);
        for one in &mut found {
            if let Found::Walked(walked) = one
                && named.contains(walked)
            {
                *one = Found::Named(std::mem::take(walked));
            }
        }
        // Of a path that was come upon before, the first place is the one where it is told.
        let new: Vec<Found> = found.iter().filter(|one| seen.insert(one.path().to_owned())).cloned().collect();
        looks.push((path, new.len() < found.len(), new));
    }
    let look = |found: Found| look(app, found, fix);
    let mut checked = Checked { files: Vec::new(), passed_over: 0 };
    for (path, repeated, found) in looks {
        let was_named = matches!(&found[..], [Found::Named(one)] if one == path);
        let come_upon = found.len();
        // One after the other where files are written: two of them may be one file, by a link.
        let looked: Vec<Option<CheckedFile>> = if fix == Fix::Write || come_upon == 1 {
            found.into_iter().map(look).collect()
        } else {
            found.into_par_iter().map(look).collect()
        };
        let manifests: Vec<CheckedFile> = looked.into_iter().flatten().collect();
        checked.passed_over += come_upon - manifests.len();
        if manifests.is_empty() && !repeated && !was_named {
            checked.files.push(CheckedFile::failed(path, nothing_found(path, come_upon)));
        }
        checked.files.extend(manifests);
    }
    checked
}

fn nothing_found(path: &Path, come_upon: usize) -> AppError {
    let others = match come_upon {
        0 => String::new(),
        1 => ", only one other file of XML or JSON".to_owned(),
        more => format!(", only {more} other files of XML or JSON"),
    };
    AppError::could_not_check("no-manifest-found", format!("{}: no manifest was found here{others}", path.display()))
        .with_hint("name the manifest itself; what .gitignore ignores and hidden folders are not looked into")
}

/// `None` for what was come upon and is no manifest.
fn look(app: &App, found: Found, fix: Fix) -> Option<CheckedFile> {
    let (file, walked) = match found {
        Found::Unreadable(path, error) => return Some(CheckedFile::failed(&path, error)),
        Found::Named(path) => (path, false),
        Found::Walked(path) => (path, true),
    };
    let bytes = match files::read(&file, MANIFEST_LIMIT) {
        Ok(bytes) => bytes,
        Err(error) if walked && error.code == "file-too-large" && !pick::begins_like_a_manifest(&file) => return None,
        Err(error) => return Some(CheckedFile { walked, ..CheckedFile::failed(&file, error) }),
    };
    if walked && !pick::is_manifest(&bytes) {
        return None;
    }
    let checked = match fix {
        Fix::No => CheckedFile::of(&file, check_bytes(&file, &bytes, None)),
        Fix::Show | Fix::Write => mended(app, &file, &bytes, Fix::Show),
    };
    // Only what has to be written waits for its turn.
    let changes = checked.fixed.as_ref().is_some_and(|fixed| !fixed.difference.is_empty());
    let checked = if fix == Fix::Write && changes {
        mended_in_turn(app, &file).unwrap_or_else(|error| CheckedFile::failed(&file, error))
    } else {
        checked
    };
    Some(CheckedFile { walked, ..checked })
}

/// What was read while another run of Hallpass may have been writing is read again.
fn mended_in_turn(app: &App, file: &Path) -> Result<CheckedFile, AppError> {
    let _turn = turn(app, file, true)?;
    Ok(mended(app, file, &files::read(file, MANIFEST_LIMIT)?, Fix::Write))
}

fn mended(app: &App, file: &Path, bytes: &[u8], fix: Fix) -> CheckedFile {
    let mended = fix::mended(file, bytes);
    let changes = mended.bytes != bytes;
    let write = fix == Fix::Write && changes;
    if write && let Err(error) = write_kept(app, file, bytes, &mended.bytes) {
        return CheckedFile { error: Some(error), ..CheckedFile::of(file, check_bytes(file, bytes, None)) };
    }
    let difference = difference(file, bytes, &mended.bytes);
    let scopes = scopes_added(&addin_manifest::read(bytes), &addin_manifest::read(&mended.bytes));
    let notes = scopes.into_iter().collect();
    let fixed = FixedFile { fixed: mended.fixed, difference, written: write, notes };
    CheckedFile { fixed: Some(fixed), ..CheckedFile::of(file, mended.findings) }
}

/// Findings of what a file holds or would hold, with its name in each place.
pub(crate) fn check_bytes(file: &Path, bytes: &[u8], plan: Option<&Plan>) -> Vec<Finding> {
    in_file(file, rules::check_manifest(&addin_manifest::read(bytes), bytes, plan))
}

/// As [`check_bytes`]; and with each finding the edits that mend it.
pub(crate) fn check_bytes_with_edits(file: &Path, bytes: &[u8]) -> Vec<Finding> {
    in_file(file, rules::check_manifest_with_edits(&addin_manifest::read(bytes), bytes, None))
}

fn in_file(file: &Path, mut findings: Vec<Finding>) -> Vec<Finding> {
    for evidence in findings.iter_mut().flat_map(|finding| &mut finding.evidence) {
        evidence.place.path.get_or_insert_with(|| file.display().to_string());
    }
    findings
}
