use hallpass_app::use_case::new_manifest;
use serde_json::json;

use crate::command::finding::{in_short, quoted_path, told};
use crate::output::{Ended, Output, Result};

pub fn print(made: &new_manifest::Output, output: &mut Output) -> Result {
    if output.is_json() {
        let file = made.file.as_ref().map(|file| file.display().to_string());
        output.json(&json!({ "file": file, "text": made.text, "notes": made.notes, "findings": made.findings }))?;
    } else if made.file.is_none() {
        output.text(&made.text)?;
    }
    for note in &made.notes {
        output.note(note);
    }
    for finding in &made.findings {
        told(finding.severity, &in_short(finding), output);
    }
    if let Some(file) = &made.file {
        let file = quoted_path(file);
        output.note(&format!("wrote {file}; see what it says: hallpass manifest show {file}"));
    }
    Ok(Ended::Fine)
}
