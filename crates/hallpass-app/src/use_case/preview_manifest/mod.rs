//! A manifest as the window shows it: read, checked against the plan, with the change that would set it right. What was
//! shown is held, and only that is written.

mod change;
mod rows;
#[cfg(test)]
mod tests;
mod view;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use addin_manifest::{Manifest, ProblemKind, Span, excerpt};
use aws_lc_rs::digest::{Context, SHA256};
use sso_core::plan::{Auth, Plan};
use sso_core::{Code, Finding};

use super::check_manifest::{check_bytes, check_bytes_with_edits, manifests_near};
use super::edit_manifest::{MANIFEST_LIMIT, fits, turn, write_kept};
use super::manifest_markup::markup_of;
use super::plan::{Input, known, plan_of_app};
use super::show_manifest::{kind, page_hosts};
use crate::{App, AppError, files};
use change::Change;

pub use rows::{DifferenceRow, RowKind};
pub use view::{ChangeKind, ChangeView, ManifestView, PlacedFinding, Side, Wanted};

/// What was shown of a file: what stood in it, and what would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    file: PathBuf,
    before: Vec<u8>,
    after: Vec<u8>,
    /// The markup alone, as the change has it; `None` where it has none.
    pub markup: Option<String>,
    pub view: ManifestView,
}

/// Reads a manifest and says what is found in it and what would change. Writes nothing.
///
/// # Errors
/// Those of reading a file; `not-a-manifest`. What keeps the plan's values out of it is told in the view.
pub fn preview_manifest(app: &App, file: &Path, wanted: &Wanted) -> Result<Preview, AppError> {
    let before = files::read(file, MANIFEST_LIMIT)?;
    let kept = files::newest_kept(&app.folders.state, file, MANIFEST_LIMIT)?;
    let can_undo = kept.as_ref().is_some_and(|kept| kept.after == before);
    let changed_since = !can_undo && kept.is_some_and(|kept| kept.before != before);
    let mut preview = preview_of(app, file, before, wanted)?;
    (preview.view.can_undo, preview.view.changed_since) = (can_undo, changed_since);
    Ok(preview)
}

/// The manifest that a path means: a file itself, in a folder and not far below it the only one.
///
/// # Errors
/// `no-manifest-found`; `several-manifests`, with their names.
pub fn manifest_at(path: &Path) -> Result<PathBuf, AppError> {
    const NAMED: usize = 5;
    if !files::is_folder(path) {
        return Ok(path.to_owned());
    }
    let found = manifests_in(path);
    match &found[..] {
        [] => {
            let words = format!("{}: no manifest was found here", path.display());
            Err(AppError::could_not_check("no-manifest-found", words).with_hint("open the manifest's file"))
        }
        [one] => Ok(one.clone()),
        more => {
            let names: Vec<_> = more.iter().take(NAMED).map(|file| file.display().to_string()).collect();
            let words = format!("{} has {} manifests: {}", path.display(), more.len(), names.join(", "));
            Err(AppError::usage("several-manifests", words).with_hint("open one of them"))
        }
    }
}

/// Those in a folder and not far below it, as far as they can be read.
pub fn manifests_in(folder: &Path) -> Vec<PathBuf> {
    const DEPTH: usize = 3;
    manifests_near(folder, DEPTH)
}

/// The same of a text that is no file: there is nothing that could be written.
///
/// # Errors
/// `not-a-manifest`
pub fn preview_text(app: &App, text: &str, wanted: &Wanted) -> Result<Preview, AppError> {
    let mut preview = preview_of(app, Path::new(PASTED), text.as_bytes().to_owned(), wanted)?;
    preview.view.pasted = true;
    Ok(preview)
}

/// What a text without a name is called.
const PASTED: &str = "Pasted manifest";

fn preview_of(app: &App, file: &Path, before: Vec<u8>, wanted: &Wanted) -> Result<Preview, AppError> {
    let manifest = addin_manifest::read(&before);
    is_one(file, &manifest)?;
    let plan = plan_for(app, &manifest);
    let change = Change::of(app, file, &before, plan.as_ref(), wanted);
    // For nested app authentication a manifest needs no markup; where some stands, it is compared all the same.
    let needs_none = |plan: &Plan| plan.facts.auth == Auth::Naa && manifest.web_application_info.is_empty();
    let compared = plan.as_ref().ok().filter(|plan| !needs_none(plan));
    let findings = findings(file, &before, &change.after, compared);

    let (before_text, after_text) = (text(&before), text(&change.after));
    let (rows, count) = rows::rows(&before_text, &after_text, &lines_of(&findings));
    let path = |path: Option<&Path>| path.unwrap_or(Path::new("")).display().to_string();
    let view = ManifestView {
        file: file.display().to_string(),
        name: path(file.file_name().map(Path::new)),
        folder: path(file.parent()),
        format: manifest.format.into(),
        kind: kind(&manifest),
        display_name: manifest.display_name.as_ref().map(|name| name.value.clone()),
        hosts: manifest.hosts.iter().map(|host| host.value.clone()).collect(),
        read: app.now(),
        digest: digest(&before, &change.after),
        bytes: before.len(),
        lines: before_text.lines().count(),
        can_undo: false,
        changed_since: false,
        pasted: false,
        change: ChangeView {
            kind: change.kind,
            count,
            lines: after_text.lines().count(),
            rows,
            notes: change.notes,
            refused: change.refused,
            mendable: check_bytes_with_edits(file, &before).iter().filter(|found| !found.edits.is_empty()).count(),
        },
        without_plan: plan.err(),
        findings: findings.iter().map(|(finding, mended)| placed(finding, *mended)).collect(),
    };
    let markup = markup_of(&change.after);
    Ok(Preview { file: file.to_owned(), after: change.after, before, markup, view })
}

impl Preview {
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// What stood in it.
    pub fn text(&self) -> String {
        text(&self.before).into_owned()
    }

    /// Whether the file holds something else by now. What cannot be read is something else.
    pub fn is_outdated(&self) -> bool {
        files::read(&self.file, MANIFEST_LIMIT).map_or(true, |now| now != self.before)
    }

    /// Lines from `first` on, which is counted from 1, at most `count`; of one that is very long a piece.
    pub fn lines(&self, side: Side, first: usize, count: usize) -> Vec<String> {
        let bytes = match side {
            Side::Before => &self.before,
            Side::After => &self.after,
        };
        let text = text(bytes);
        let lines = text.lines().skip(first.saturating_sub(1)).take(count);
        lines.map(|line| rows::shortened(line, Vec::new()).0).collect()
    }
}

/// Writes what was shown, with what stood in the file kept.
///
/// # Errors
/// `not-a-file` for a pasted text; `changed-since-shown` if the file holds something else by now: nobody has seen what would become of that. Those of
/// writing.
pub fn write_previewed(app: &App, preview: &Preview) -> Result<(), AppError> {
    let file = &preview.file;
    if preview.view.pasted {
        return Err(AppError::usage("not-a-file", "a text that was pasted is no file that could be written")
            .with_hint("open the manifest's file"));
    }
    let _turn = turn(app, file, true)?;
    if files::read(file, MANIFEST_LIMIT)? != preview.before {
        let words = format!("{} has changed since this difference was shown, so it was left as it is", file.display());
        return Err(
            AppError::failed("changed-since-shown", words).with_hint("read the new difference, then apply that")
        );
    }
    if preview.after != preview.before {
        fits(file, preview.after.len())?;
        write_kept(app, file, &preview.before, &preview.after)?;
    }
    Ok(())
}

fn is_one(file: &Path, manifest: &Manifest) -> Result<(), AppError> {
    let words = manifest.problems.iter().find_map(|problem| match &problem.kind {
        ProblemKind::NotAManifest(words) => Some(words),
        _ => None,
    });
    words.map_or(Ok(()), |words| {
        Err(AppError::failed("not-a-manifest", format!("{}: {words}", file.display()))
            .with_hint("open the add-in only manifest (XML) or the unified manifest (JSON)"))
    })
}

/// The plan of what the profile knows. Where it knows no host of the pages, the manifest does.
fn plan_for(app: &App, manifest: &Manifest) -> Result<Plan, AppError> {
    let mut input = Input::default();
    if known(app, &input)?.domain.is_none() {
        input.domain = page_hosts(manifest).into_iter().next();
    }
    plan_of_app(app, &input)
}

/// What is found in a file, and of each whether it is found no more after the change.
fn findings(file: &Path, before: &[u8], after: &[u8], plan: Option<&Plan>) -> Vec<(Finding, bool)> {
    let found = check_bytes(file, before, plan);
    let mut left: Vec<Code> = check_bytes(file, after, plan).iter().map(|finding| finding.code).collect();
    // Of several of one kind the last ones are those that stay: which, their places would not tell after a change.
    let mended = |finding: &Finding| match left.iter().position(|code| *code == finding.code) {
        Some(place) => {
            left.swap_remove(place);
            false
        }
        None => true,
    };
    let mut told: Vec<bool> = found.iter().rev().map(mended).collect();
    told.reverse();
    found.into_iter().zip(told).collect()
}

fn placed(finding: &Finding, mended: bool) -> PlacedFinding {
    let line = finding.evidence.first().and_then(|evidence| evidence.place.line);
    PlacedFinding { finding: finding.into(), line, mended }
}

/// Of all that decided a finding.
fn lines_of(findings: &[(Finding, bool)]) -> BTreeSet<usize> {
    findings.iter().flat_map(|(finding, _)| &finding.evidence).filter_map(|evidence| evidence.place.line).collect()
}

fn text(bytes: &[u8]) -> Cow<'_, str> {
    excerpt(bytes, Span::new(0, bytes.len()))
}

fn digest(before: &[u8], after: &[u8]) -> String {
    let mut context = Context::new(&SHA256);
    context.update(&before.len().to_le_bytes());
    context.update(before);
    context.update(after);
    context.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}
