//! A finding as text.

use std::path::Path;

pub use hallpass_app::shell::quoted;
use hallpass_app::sso_core::{Evidence, Finding, Severity, Source};

use crate::output::{Mark, Output, Result};

pub fn word(severity: Severity) -> (Mark, &'static str) {
    match severity {
        Severity::Error => (Mark::Fail, "error"),
        Severity::Warning => (Mark::Warn, "warning"),
        Severity::Info => (Mark::Skipped, "info"),
    }
}

/// Title, places, why, and what to do to this file.
pub fn print(finding: &Finding, file: &Path, output: &mut Output) -> Result<()> {
    let (mark, word) = word(finding.severity);
    output.marked(mark, &format!("{word}[{}]: {}", finding.code, finding.title))?;
    for evidence in &finding.evidence {
        output.line(format!("    at {}", at(evidence, file, &finding.title)))?;
    }
    output.line(format!("    {}", finding.detail))?;
    for step in &finding.fix {
        output.line(format!("    fix: {}", self::step(step, &quoted_path(file))))?;
    }
    if !finding.would_cause.is_empty() {
        output.line(format!("    would cause: {}", finding.would_cause.join(", ")))?;
    }
    Ok(())
}

/// A command of a step, for this file: rules know no names.
pub fn step(step: &str, quoted_name: &str) -> String {
    step.replacen(" FILE ", &format!(" {quoted_name} "), 1)
}

/// The place, and what stands there unless the title has said it. Of a registration the place has the property, whose file
/// is put before it.
fn at(evidence: &Evidence, file: &Path, title: &str) -> String {
    let place = &evidence.place;
    let path = place.path.as_deref().unwrap_or_default();
    let is_property = evidence.source == Source::Registration;
    let mut shown = if is_property { file.display().to_string() } else { path.to_owned() };
    if let (Some(line), Some(column)) = (place.line, place.column) {
        shown.push_str(&format!(":{line}:{column}"));
    }
    if is_property && !path.is_empty() {
        shown.push_str(&format!(" {path}"));
    }
    if !evidence.text.is_empty() && !title.contains(&evidence.text) {
        shown.push_str(&format!(": {}", evidence.text));
    }
    shown
}

/// A finding in one line, for after a change.
pub fn in_short(finding: &Finding) -> String {
    let causes = finding.would_cause.join(", ");
    let causes = if causes.is_empty() { causes } else { format!(" ({causes})") };
    format!("{}: {}{causes}", word(finding.severity).1, finding.title)
}

/// A finding beside the data. An error is said also to who wants to hear no more than data and errors.
pub fn told(severity: Severity, text: &str, output: &mut Output) {
    match severity {
        Severity::Error => output.say(text),
        Severity::Warning | Severity::Info => output.note(text),
    }
}

pub fn quoted_path(path: &Path) -> String {
    quoted(&path.display().to_string())
}

/// `1 error`, `2 errors`
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
