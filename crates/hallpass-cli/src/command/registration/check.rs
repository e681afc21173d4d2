use hallpass_app::sso_core::Severity;
use hallpass_app::use_case::check_registration::{Checked, CheckedRegistration};
use serde_json::json;

use crate::command::finding::{self, counted};
use crate::output::{Ended, Mark, Output, Result};

pub fn print(checked: &Checked, output: &mut Output) -> Result {
    if output.is_json() {
        output.json(&json!({ "files": checked.files }))?;
    } else {
        checked.files.iter().try_for_each(|file| one(file, output))?;
    }
    close(checked, output);
    Ok(if checked.could_not_check() > 0 {
        Ended::CouldNotCheck
    } else if checked.count(Severity::Error) > 0 {
        Ended::Failed
    } else {
        Ended::Fine
    })
}

fn one(file: &CheckedRegistration, output: &mut Output) -> Result<()> {
    let name = file.file.display().to_string();
    if let Some(error) = &file.error {
        output.error(error);
        return Ok(());
    }
    for one in &file.findings {
        finding::print(one, &file.file, output)?;
    }
    if file.findings.is_empty() {
        let with = if file.compared { ", and it is as planned" } else { "" };
        output.marked(Mark::Fine, &format!("{name}: nothing found{with}"))?;
    }
    for note in &file.notes {
        output.note(&format!("{name}: {note}"));
    }
    match (file.not_looked_at.len(), output.is_verbose()) {
        (0, _) => {}
        (_, true) => output.note(&format!("{name}: kept and not looked at: {}", file.not_looked_at.join(", "))),
        (1, false) => output.note(&format!("{name}: 1 property was not looked at; -v names it")),
        (count, false) => output.note(&format!("{name}: {count} properties were not looked at; -v names them")),
    }
    Ok(())
}

/// How many there were.
fn close(checked: &Checked, output: &mut Output) {
    let mut found = [(Severity::Error, "error"), (Severity::Warning, "warning")]
        .map(|(severity, word)| (checked.count(severity), word))
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| counted(count, word))
        .collect::<Vec<_>>();
    if checked.could_not_check() > 0 {
        found.push(format!("{} could not be checked", checked.could_not_check()));
    }
    if found.is_empty() {
        found.push("no errors, no warnings".to_owned());
    }
    output.note(&format!("{}: {}", counted(checked.files.len(), "file"), found.join(", ")));
}
