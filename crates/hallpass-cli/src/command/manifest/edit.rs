use hallpass_app::use_case::edit_manifest;
use serde_json::json;

use super::finding::{in_short, quoted_path};
use crate::output::{Ended, Output, Result};

pub fn print(edited: &edit_manifest::Output, output: &mut Output) -> Result {
    difference(edited, output)?;
    for note in &edited.notes {
        output.say(note);
    }
    for finding in edited.telling() {
        output.say(&format!("after this change: {}", in_short(finding)));
    }
    let file = quoted_path(&edited.file);
    match (edited.difference.is_empty(), edited.written) {
        (true, _) => output.note(&format!("nothing to change in {file}")),
        (false, true) => output.note(&format!("wrote {file}; take it back with: hallpass manifest undo {file}")),
        (false, false) => output.note("nothing was written; add --write to do so"),
    }
    Ok(Ended::Fine)
}

pub fn print_undone(undone: &edit_manifest::Output, output: &mut Output) -> Result {
    difference(undone, output)?;
    for note in &undone.notes {
        output.say(note);
    }
    output.note(&format!("put back what stood in {} before Hallpass last wrote it", undone.file.display()));
    Ok(Ended::Fine)
}

fn difference(edited: &edit_manifest::Output, output: &mut Output) -> Result<()> {
    if output.is_json() { output.json(&json!(edited)) } else { output.text(&edited.difference) }
}
