//! The markup in a copy of the manifest: edited in memory, read again, judged. The user's file is not written.

use sso_core::rules::manifest::check_manifest;
use sso_core::{Finding, Severity};

use super::plan::Planned;
use super::progress::Done;
use crate::AppError;
use crate::use_case::edit_manifest::{Scopes, difference, with_markup};

/// The unified difference. What is wrong in the file as it stands is a warning, because the copy goes on without it; what
/// the markup cannot mend is a failure.
pub(super) async fn work(planned: &Planned) -> Result<Done<String>, AppError> {
    let before = &planned.bytes;
    let after = with_markup(&planned.file, before, &planned.plan, Scopes::Keep)?;
    if let Some(error) = first_error(&check_manifest(&addin_manifest::read(&after), &after, Some(&planned.plan))) {
        return Err(error);
    }
    let difference = difference(&planned.file, before, &after);
    let (added, removed) = (count(&difference, '+'), count(&difference, '-'));
    if let Some(error) = first_error(&check_manifest(&addin_manifest::read(before), before, None)) {
        let detail = format!(
            "your file is not right ({}): {}; a copy goes on with {added} lines added, {removed} removed",
            error.code, error.message
        );
        return Ok(Done { value: difference, detail, warning: Some(error) });
    }
    let detail = if difference.is_empty() {
        "carries this markup already".to_owned()
    } else {
        let of = if planned.is_template { "a copy of the template" } else { "a copy" };
        let not_written = if planned.is_template { "no file is" } else { "your file is not" };
        format!("{of} carries the markup: {added} lines added, {removed} removed; {not_written} written")
    };
    Ok(Done::fine(difference, detail))
}

fn first_error(findings: &[Finding]) -> Option<AppError> {
    let finding = findings.iter().find(|finding| finding.severity == Severity::Error)?;
    Some(AppError::failed(finding.code.to_string(), finding.title.clone()).with_hint(finding.fix.join("; ")))
}

/// Lines of a unified difference with this sign, without its two header lines.
fn count(difference: &str, sign: char) -> usize {
    difference.lines().skip(2).filter(|line| line.starts_with(sign)).count()
}
