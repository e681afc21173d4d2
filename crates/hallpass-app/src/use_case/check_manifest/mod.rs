//! Findings of manifests, offline: of files, of what lies in folders, of what patterns match; and their safe fixes.

pub(crate) mod fix;
mod pick;

use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::{Serialize, Serializer};
use sso_core::plan::Plan;
use sso_core::rules::manifest as rules;
use sso_core::{Code, Finding, Severity};

use super::edit_manifest::{MANIFEST_LIMIT, difference_with_note, fits, scopes_added, turn, write_kept};
use crate::files::{self, Found, Reached};
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
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
    let look = |found: Found| look(app, found, fix);
    let mut checked = Checked { files: Vec::new(), passed_over: 0 };
    for Reached { path, found, is_elsewhere } in files::reach(paths, &pick::ENDINGS) {
        let was_named = matches!(&found[..], [Found::Named(one)] if one == path);
        let come_upon = found.len();
        let looked: Vec<Option<CheckedFile>> =
            if fix == Fix::Write { found.into_iter().map(look).collect() } else { side_by_side(found, look) };
        let manifests: Vec<CheckedFile> = looked.into_iter().flatten().collect();
        checked.passed_over += come_upon - manifests.len();
        if manifests.is_empty() && !is_elsewhere && !was_named {
            checked.files.push(CheckedFile::failed(path, nothing_found(path, come_upon)));
        }
        checked.files.extend(manifests);
    }
    checked
}

/// The manifests of a folder and not far below it, as paths. What cannot be read is none.
pub(crate) fn manifests_near(folder: &Path, depth: usize) -> Vec<PathBuf> {
    let found = files::near(folder, &pick::ENDINGS, depth).into_iter();
    let is_one = |path: &Path| files::read(path, MANIFEST_LIMIT).is_ok_and(|bytes| pick::manifest(&bytes).is_some());
    found
        .filter_map(|found| match found {
            Found::Walked(path) => Some(path).filter(|path| is_one(path)),
            Found::Named(_) | Found::Linked(_) | Found::Unreadable(..) => None,
        })
        .collect()
}

/// In the order given. Of large files, which take many times their size to be checked, one at a time.
fn side_by_side<T: Send>(found: Vec<Found>, look: impl Fn(Found) -> T + Sync) -> Vec<T> {
    const LARGE: u64 = 8_000_000;
    let is_large = |found: &Found| files::length(found.path()).is_some_and(|length| length > LARGE);
    let (large, small): (Vec<_>, Vec<_>) = found.into_iter().enumerate().partition(|(_, found)| is_large(found));
    let mut looked: Vec<(usize, T)> = small.into_par_iter().map(|(place, found)| (place, look(found))).collect();
    looked.extend(large.into_iter().map(|(place, found)| (place, look(found))));
    looked.sort_by_key(|(place, _)| *place);
    looked.into_iter().map(|(_, looked)| looked).collect()
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
    let (file, walked, linked) = match found {
        Found::Unreadable(path, error) => return Some(CheckedFile::failed(&path, error)),
        Found::Named(path) => (path, false, false),
        Found::Walked(path) => (path, true, false),
        Found::Linked(path) => (path, true, true),
    };
    let bytes = match files::read(&file, MANIFEST_LIMIT) {
        Ok(bytes) => bytes,
        Err(error) if walked && error.code == "file-too-large" && !pick::begins_like_a_manifest(&file) => return None,
        Err(error) => return Some(CheckedFile { walked, ..CheckedFile::failed(&file, error) }),
    };
    let manifest = if walked { pick::manifest(&bytes)? } else { addin_manifest::read(&bytes) };
    let checked = if fix == Fix::No || linked {
        let findings = in_file(&file, rules::check_manifest(&manifest, &bytes, None));
        let fixed =
            (fix != Fix::No).then(|| FixedFile { notes: vec![LINK_NOT_WRITTEN.to_owned()], ..FixedFile::default() });
        CheckedFile { fixed, ..CheckedFile::of(&file, findings) }
    } else {
        drop(manifest);
        let shown = mended(app, &file, &bytes, Fix::Show);
        // Only what has to be written waits for its turn.
        let changes = shown.fixed.as_ref().is_some_and(|fixed| !fixed.difference.is_empty());
        if fix == Fix::Write && changes {
            mended_in_turn(app, &file).unwrap_or_else(|error| CheckedFile::failed(&file, error))
        } else {
            shown
        }
    };
    Some(CheckedFile { walked, ..checked })
}

/// What it leads to lies outside of what was asked for, and its owner has not been asked.
const LINK_NOT_WRITTEN: &str =
    "a link that leads out of here is checked and not written; name it to have its file mended";

/// What was read while another run of Hallpass may have been writing is read again.
fn mended_in_turn(app: &App, file: &Path) -> Result<CheckedFile, AppError> {
    let _turn = turn(app, file, true)?;
    Ok(mended(app, file, &files::read(file, MANIFEST_LIMIT)?, Fix::Write))
}

fn mended(app: &App, file: &Path, bytes: &[u8], fix: Fix) -> CheckedFile {
    let mended = fix::mended(file, bytes);
    let written = fix == Fix::Write && mended.bytes != bytes;
    let wrote = fits(file, mended.bytes.len())
        .and_then(|()| if written { write_kept(app, file, bytes, &mended.bytes) } else { Ok(()) });
    if let Err(error) = wrote {
        return CheckedFile { error: Some(error), ..CheckedFile::of(file, check_bytes(file, bytes, None)) };
    }
    let scopes = scopes_added(&addin_manifest::read(bytes), &addin_manifest::read(&mended.bytes));
    let difference = difference_with_note(file, bytes, &mended.bytes, scopes.as_deref());
    let fixed = FixedFile { fixed: mended.fixed, difference, written, notes: scopes.into_iter().collect() };
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
