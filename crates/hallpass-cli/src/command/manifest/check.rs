use hallpass_app::sso_core::{Finding, Severity};
use hallpass_app::use_case::check_manifest::{Checked, CheckedFile, Fix};
use serde_json::json;

use crate::command::finding::{self, counted, in_short, quoted_path, told};
use crate::output::{Ended, Mark, Output, Result};

pub fn print(checked: &Checked, fix: Fix, output: &mut Output) -> Result {
    if output.is_json() {
        output.json(&json!({ "files": checked.files }))?;
    } else {
        for file in &checked.files {
            if let Some(error) = &file.error {
                output.error(error);
            }
            match fix {
                Fix::No => findings(file, output)?,
                Fix::Show | Fix::Write => fixed(file, output)?,
            }
        }
    }
    close(checked, fix, output);
    Ok(if checked.could_not_check() > 0 {
        Ended::CouldNotCheck
    } else if checked.count(Severity::Error) > 0 {
        Ended::Failed
    } else {
        Ended::Fine
    })
}

/// Of many files those that are fine are told by the closing line.
fn findings(file: &CheckedFile, output: &mut Output) -> Result<()> {
    if file.findings.is_empty() && file.error.is_none() && (!file.walked || output.is_verbose()) {
        return output.marked(Mark::Fine, &format!("{}: nothing found", file.file.display()));
    }
    file.findings.iter().try_for_each(|one| finding::print(one, &file.file, output))
}

/// The difference is the data; what is left is said beside it.
fn fixed(file: &CheckedFile, output: &mut Output) -> Result<()> {
    let Some(fixed) = &file.fixed else {
        return file.findings.iter().try_for_each(|one| finding::print(one, &file.file, output));
    };
    output.text(&fixed.difference)?;
    let name = quoted_path(&file.file);
    for note in &fixed.notes {
        output.note(&format!("{name}: {note}"));
    }
    if fixed.written {
        output.note(&format!("wrote {name}; take it back with: hallpass manifest undo {name}"));
    } else if fixed.difference.is_empty() && !file.walked {
        output.note(&format!("nothing to mend in {name}"));
    }
    left(file, &name, output);
    Ok(())
}

/// What was not mended: what is to be done about one kind of it is said once.
fn left(file: &CheckedFile, name: &str, output: &mut Output) {
    let mut left: Vec<&Finding> = file.findings.iter().filter(|left| left.severity != Severity::Info).collect();
    while let Some(first) = left.first().copied() {
        let (alike, others): (Vec<_>, Vec<_>) = left.into_iter().partition(|other| other.code == first.code);
        left = others;
        let mut titles: Vec<(&Finding, Vec<String>)> = Vec::new();
        for finding in &alike {
            let line = finding.evidence.first().and_then(|evidence| evidence.place.line);
            let line = line.map(|line| line.to_string());
            match titles.iter_mut().find(|(told, _)| told.title == finding.title) {
                Some((_, lines)) => lines.extend(line),
                None => titles.push((finding, line.into_iter().collect())),
            }
        }
        for (finding, lines) in titles {
            let line = lines.first().map_or_else(String::new, |line| format!(":{line}"));
            let more = lines.get(1..).unwrap_or_default().join(", ");
            let more = if more.is_empty() { more } else { format!("; the same in line {more}") };
            let hand = if first.edits.is_empty() { " to do by hand" } else { "" };
            told(first.severity, &format!("left{hand} in {name}{line}: {}{more}", in_short(finding)), output);
        }
        if alike.iter().any(|finding| !finding.edits.is_empty()) {
            told(first.severity, "    fix: there are more than one run mends; run --fix again", output);
            continue;
        }
        let mut steps: Vec<&String> = Vec::new();
        for step in alike.iter().flat_map(|finding| &finding.fix) {
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
        for step in steps {
            told(first.severity, &format!("    fix: {}", finding::step(step, name)), output);
        }
    }
}

/// How many files there were, where that is not plain to see.
fn close(checked: &Checked, fix: Fix, output: &mut Output) {
    let changes = checked.files.iter().filter_map(|file| file.fixed.as_ref());
    if changes.clone().any(|fixed| !fixed.difference.is_empty() && !fixed.written) && fix == Fix::Show {
        output.note("nothing was written; add --write to do so");
    }
    let passed_over = output.is_verbose() && checked.passed_over > 0;
    if checked.files.len() < 2 && !passed_over {
        return;
    }
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
    let mut line = format!("{}: {}", counted(checked.files.len(), "file"), found.join(", "));
    if passed_over {
        line.push_str(&format!("; {} passed over", counted(checked.passed_over, "other file")));
    }
    output.note(&line);
}
