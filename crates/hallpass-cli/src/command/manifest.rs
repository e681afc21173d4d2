use std::path::{Path, PathBuf};

use hallpass_app::App;
use hallpass_app::sso_core::{Finding, Severity};
use hallpass_app::use_case::check_manifest::{CheckedFile, check_manifest};
use hallpass_app::use_case::{edit_manifest, plan};
use serde_json::json;

use crate::args::Manifest;
use crate::output::{Ended, Mark, Output, Result, Stop};

pub fn run(app: &App, command: Manifest, output: &mut Output) -> Result {
    match command {
        Manifest::Check { files } => check(&files, output),
        Manifest::Apply { file, facts, write } => {
            let plan = plan::plan(app, &facts.into_input())?;
            edited(edit_manifest::apply(app, &file, &plan, write)?, output)
        }
        Manifest::Remove { file, write } => edited(edit_manifest::remove(app, &file, write)?, output),
        Manifest::Undo { file } => edited(edit_manifest::undo(app, &file)?, output),
    }
}

/// Every file is checked, also after one that could not be read.
fn check(files: &[PathBuf], output: &mut Output) -> Result {
    let mut checked: Vec<CheckedFile> = Vec::new();
    let mut unread = None;
    for file in files {
        match check_manifest(file, None) {
            Ok(one) => checked.push(one),
            Err(error) => {
                output.note(&format!("{}: {error}", file.display()));
                unread = Some(error);
            }
        }
    }
    if output.is_json() {
        output.json(&json!({ "files": checked }))?;
    } else {
        for one in &checked {
            for finding in &one.findings {
                render(finding, output)?;
            }
            if one.findings.is_empty() {
                output.marked(Mark::Fine, &format!("{}: nothing found", one.file.display()))?;
            }
        }
    }
    match unread {
        Some(error) => Err(Stop::Error(error)),
        None if checked.iter().any(CheckedFile::has_errors) => Ok(Ended::Failed),
        None => Ok(Ended::Fine),
    }
}

fn render(finding: &Finding, output: &mut Output) -> Result<()> {
    let (mark, word) = match finding.severity {
        Severity::Error => (Mark::Fail, "error"),
        Severity::Warning => (Mark::Warn, "warning"),
        Severity::Info => (Mark::Skipped, "info"),
    };
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

fn edited(edited: edit_manifest::Output, output: &mut Output) -> Result {
    let file: &Path = &edited.file;
    if output.is_json() {
        output.json(&json!({ "file": file, "difference": edited.difference, "written": edited.written }))?;
    } else {
        output.text(&edited.difference)?;
    }
    match (edited.difference.is_empty(), edited.written) {
        (true, _) => output.note(&format!("nothing to change in {}", file.display())),
        (false, true) => output.note(&format!("wrote {}; take it back with: hallpass manifest undo", file.display())),
        (false, false) => output.note("nothing was written; add --write to do so"),
    }
    Ok(Ended::Fine)
}
