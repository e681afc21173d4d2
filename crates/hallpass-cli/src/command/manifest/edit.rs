use hallpass_app::sso_core::Severity;
use hallpass_app::use_case::edit_manifest;
use serde_json::json;

use crate::command::finding::{in_short, quoted_path, told};
use crate::output::{Ended, Output, Result};

pub fn print(edited: &edit_manifest::Output, output: &mut Output) -> Result {
    difference(edited, output)?;
    for note in &edited.notes {
        output.note(note);
    }
    let changes = !edited.difference.is_empty();
    let when = if changes { "after this change" } else { "in this file" };
    let mut errors = false;
    for finding in edited.telling() {
        errors |= finding.severity == Severity::Error;
        told(finding.severity, &format!("{when}: {}", in_short(finding)), output);
    }
    let file = quoted_path(&edited.file);
    match (edited.difference.is_empty(), edited.written) {
        (true, _) => output.note(&format!("nothing to change in {file}")),
        (false, true) => output.note(&format!("wrote {file}; take it back with: hallpass manifest undo {file}")),
        (false, false) => output.note("nothing was written; add --write to do so"),
    }
    if errors && (edited.written || !changes) {
        output.note(&format!("next: hallpass manifest check {file} --fix"));
    }
    Ok(Ended::Fine)
}

pub fn print_undone(undone: &edit_manifest::Output, output: &mut Output) -> Result {
    difference(undone, output)?;
    for note in &undone.notes {
        output.note(note);
    }
    let file = undone.file.display();
    match undone.deleted {
        true => output.note(&format!("deleted {file}, which Hallpass had made")),
        false => output.note(&format!("put back what stood in {file} before Hallpass last wrote it")),
    }
    Ok(Ended::Fine)
}

fn difference(edited: &edit_manifest::Output, output: &mut Output) -> Result<()> {
    if output.is_json() { output.json(&json!(edited)) } else { output.text(&edited.difference) }
}
