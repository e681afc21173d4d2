//! Each finding at the value that it is about.

use serde::Serialize;
use sso_core::plan::PlannedValue;
use sso_core::rules::UPDATE;
use sso_core::{Finding, Severity};
use ts_rs::TS;

use super::tick::id_of;
use crate::use_case::finding_view::FindingView;

/// A finding of a registration that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FoundView {
    /// Without the step that [`Mending`] says.
    pub finding: FindingView,
    pub mending: Mending,
    /// Line of the export, from 1.
    #[ts(type = "number | null")]
    pub line: Option<usize>,
}

/// What mends a finding beside its own steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Mending {
    /// A live run that writes what the plan says.
    Update,
    ByHand,
}

impl FoundView {
    pub(super) fn of(finding: &Finding) -> Self {
        let mut shown = FindingView::from(finding);
        let all = shown.fix.len();
        // The command is the window's button.
        shown.fix.retain(|step| !step.starts_with(UPDATE));
        let mending = if shown.fix.len() < all { Mending::Update } else { Mending::ByHand };
        let line = finding.evidence.iter().find_map(|evidence| evidence.place.line);
        Self { finding: shown, mending, line }
    }
}

/// The ID of the value that a finding is about: the one whose property is the nearest to that of its evidence. `None`: it is
/// about none of the plan's.
pub(super) fn value_of(finding: &Finding, values: &[PlannedValue]) -> Option<String> {
    finding.evidence.iter().find_map(|evidence| {
        let path = without_numbers(evidence.place.path.as_deref()?);
        let around = values.iter().filter(|value| is_part(&path, &value.property));
        let nearest = around.max_by_key(|value| value.property.len());
        // Of a list as a whole: its first part.
        let nearest = nearest.or_else(|| values.iter().find(|value| is_part(&value.property, &path)))?;
        let alike = || values.iter().filter(|value| value.property == nearest.property);
        // Of several values of one property the first, unless the evidence names another.
        alike().find(|value| value.value == evidence.text).or_else(|| alike().next()).map(id_of)
    })
}

/// Whether `path` is the property or lies in it.
fn is_part(path: &str, property: &str) -> bool {
    path == property || path.strip_prefix(property).is_some_and(|rest| rest.starts_with('.'))
}

/// `spa.redirectUris[1]` is of `spa.redirectUris`.
fn without_numbers(path: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_u32;
    for letter in path.chars() {
        match letter {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            letter if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    out
}

pub(super) fn count(findings: &[Finding], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity == severity).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_without_the_numbers_of_entries() {
        for (path, expected) in [
            ("identifierUris", "identifierUris"),
            ("spa.redirectUris[1]", "spa.redirectUris"),
            ("api.oauth2PermissionScopes[0].type", "api.oauth2PermissionScopes.type"),
            ("a]b", "ab"),
        ] {
            assert_eq!(without_numbers(path), expected);
        }
        assert!(is_part("web.implicitGrantSettings.enableIdTokenIssuance", "web.implicitGrantSettings"));
        assert!(!is_part("identifierUrisX", "identifierUris"));
    }
}
