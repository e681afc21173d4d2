//! The markup in the manifest: edited in memory, read again, judged. The user's file is not written.

use sso_core::Severity;
use sso_core::rules::manifest::check_manifest;

use super::plan::Planned;
use super::progress::Done;
use crate::AppError;
use crate::use_case::edit_manifest::{Scopes, difference, with_markup};

/// The unified difference.
pub(super) async fn work(planned: &Planned) -> Result<Done<String>, AppError> {
    let after = with_markup(&planned.file, &planned.bytes, &planned.plan, Scopes::Keep)?;
    let findings = check_manifest(&addin_manifest::read(&after), &after, Some(&planned.plan));
    let difference = difference(&planned.file, &planned.bytes, &after);
    if let Some(error) = findings.iter().find(|finding| finding.severity == Severity::Error) {
        return Err(AppError::failed(error.code.to_string(), format!("{}: {}", error.title, error.detail))
            .with_hint(error.fix.join("; ")));
    }
    let (added, removed) = (count(&difference, '+'), count(&difference, '-'));
    let detail = if difference.is_empty() {
        "carries this markup already".to_owned()
    } else {
        format!("WebApplicationInfo fits: {added} lines added, {removed} removed; the file itself is not written")
    };
    Ok(Done::fine(difference, detail))
}

/// Lines of a unified difference with this sign, without its two header lines.
fn count(difference: &str, sign: char) -> usize {
    difference.lines().skip(2).filter(|line| line.starts_with(sign)).count()
}
