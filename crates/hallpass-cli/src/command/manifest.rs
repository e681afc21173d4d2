use std::path::{Path, PathBuf};

use hallpass_app::sso_core::{Finding, Severity};
use hallpass_app::use_case::check_manifest::{CheckedFile, check_manifest};
use hallpass_app::use_case::edit_manifest::{self, Scopes};
use hallpass_app::use_case::plan;
use hallpass_app::{App, AppError};
use serde_json::json;

use crate::args::Manifest;
use crate::output::{Ended, Mark, Output, Result};

pub fn run(app: &App, command: Manifest, output: &mut Output) -> Result {
    match command {
        Manifest::Check { files } => check(&files, output),
        Manifest::Apply { file, facts, write } => {
            let scopes = if facts.permission.is_empty() { Scopes::Keep } else { Scopes::OfPlan };
            let plan = plan::plan_of_app(&facts.into_input())?;
            edited(edit_manifest::apply(app, &file, &plan, scopes, write)?, output)
        }
        Manifest::Remove { file, write } => edited(edit_manifest::remove(app, &file, write)?, output),
        Manifest::Undo { file } => undone(&edit_manifest::undo(app, &file)?, output),
    }
}

/// Every file is checked, also after one that could not be read.
fn check(files: &[PathBuf], output: &mut Output) -> Result {
    let checked: Vec<(&PathBuf, std::result::Result<CheckedFile, AppError>)> =
        files.iter().map(|file| (file, check_manifest(file, None))).collect();
    if output.is_json() {
        let files: Vec<_> = checked
            .iter()
            .map(|(file, one)| match one {
                Ok(one) => json!(one),
                Err(error) => json!({ "file": file, "findings": [], "error": error }),
            })
            .collect();
        output.json(&json!({ "files": files }))?;
    } else {
        for (file, one) in &checked {
            match one {
                Ok(one) if one.findings.is_empty() => {
                    output.marked(Mark::Fine, &format!("{}: nothing found", file.display()))?;
                }
                Ok(one) => one.findings.iter().try_for_each(|finding| render(finding, output))?,
                Err(error) => output.error(error),
            }
        }
    }
    Ok(if checked.iter().any(|(_, one)| one.is_err()) {
        Ended::CouldNotCheck
    } else if checked.iter().any(|(_, one)| one.as_ref().is_ok_and(CheckedFile::has_errors)) {
        Ended::Failed
    } else {
        Ended::Fine
    })
}

fn word(severity: Severity) -> (Mark, &'static str) {
    match severity {
        Severity::Error => (Mark::Fail, "error"),
        Severity::Warning => (Mark::Warn, "warning"),
        Severity::Info => (Mark::Skipped, "info"),
    }
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains([' ', '\t', '(', ')', '&', ';', '$', '"']) { format!("'{path}'") } else { path }
}

fn render(finding: &Finding, output: &mut Output) -> Result<()> {
    let (mark, word) = word(finding.severity);
    output.marked(mark, &format!("{word}[{}]: {}", finding.code, finding.title))?;
    for evidence in &finding.evidence {
        let place = &evidence.place;
        let mut shown = place.path.clone().unwrap_or_default();
        if let (Some(line), Some(column)) = (place.line, place.column) {
            shown.push_str(&format!(":{line}:{column}"));
        }
        output.line(format!("    at {shown}: {}", evidence.text))?;
    }
    output.line(format!("    {}", finding.detail))?;
    for step in &finding.fix {
        output.line(format!("    fix: {step}"))?;
    }
    if !finding.would_cause.is_empty() {
        output.line(format!("    would cause: {}", finding.would_cause.join(", ")))?;
    }
    Ok(())
}

fn difference(edited: &edit_manifest::Output, output: &mut Output) -> Result<()> {
    if output.is_json() {
        output.json(&json!({ "file": edited.file, "difference": edited.difference, "written": edited.written,
            "findings": edited.findings }))
    } else {
        output.text(&edited.difference)
    }
}

fn undone(undone: &edit_manifest::Output, output: &mut Output) -> Result {
    difference(undone, output)?;
    output.note(&format!("put back what stood in {} before Hallpass last wrote it", undone.file.display()));
    Ok(Ended::Fine)
}

fn edited(edited: edit_manifest::Output, output: &mut Output) -> Result {
    difference(&edited, output)?;
    for finding in edited.findings.iter().filter(|finding| finding.severity != Severity::Info) {
        let causes = finding.would_cause.join(", ");
        let causes = if causes.is_empty() { causes } else { format!(" ({causes})") };
        output.say(&format!("{} after this change: {}{causes}", word(finding.severity).1, finding.title));
    }
    let file = quoted(&edited.file);
    match (edited.difference.is_empty(), edited.written) {
        (true, _) => output.note(&format!("nothing to change in {file}")),
        (false, true) => output.note(&format!("wrote {file}; take it back with: hallpass manifest undo {file}")),
        (false, false) => output.note("nothing was written; add --write to do so"),
    }
    Ok(Ended::Fine)
}
