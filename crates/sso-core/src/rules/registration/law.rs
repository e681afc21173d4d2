//! What is true of every finding about a registration, of whatever room.

use serde_json::Value;

use super::Subject;
use crate::{Finding, Source};

/// A line that is longer than this has a value in it that was not cut.
const LINE: usize = 4_000;

pub(super) fn holds(finding: &Finding, subject: &Subject<'_>) {
    let code = finding.code;
    assert!(!finding.evidence.is_empty(), "{code} names no evidence");
    let registration = serde_json::to_value(subject.registration).unwrap();
    let service_principal = serde_json::to_value(subject.service_principal).unwrap();
    for evidence in &finding.evidence {
        assert_eq!(evidence.source, Source::Registration, "{code}");
        let property = evidence.place.path.as_deref().unwrap_or_else(|| panic!("{code} names no property"));
        let entries_are_there = match property.strip_prefix("servicePrincipal.") {
            Some(property) => entries_are_there(&service_principal, property),
            None => entries_are_there(&registration, property),
        };
        assert!(entries_are_there, "{code}: {property} is not there:\n{registration:#}");
        assert!(evidence.text.len() < LINE, "{code}: {} bytes of evidence", evidence.text.len());
    }
    let a_line = |text: &str| !text.is_empty() && !text.ends_with('.') && text.len() < LINE;
    assert!(a_line(&finding.title) && !finding.title.contains('\n'), "{code}: title {:?}", finding.title);
    assert!(!finding.fix.is_empty() && finding.fix.iter().all(|step| a_line(step)), "{code}: {:?}", finding.fix);
    let cut = finding.detail.ends_with('…');
    assert!(cut || finding.detail.ends_with('.'), "{code}: the detail is made of sentences: {:?}", finding.detail);
    assert!(finding.edits.is_empty(), "{code}: a registration has no file to edit");
    assert_eq!(finding.docs, format!("rules.md#{code}"));
}

/// Whether each part of `api.oauth2PermissionScopes[0].isEnabled` that has a number is an entry of its list. A property may
/// be missing: that is what a finding is about.
fn entries_are_there(object: &Value, property: &str) -> bool {
    let mut at = Some(object);
    for part in property.split('.') {
        let (name, numbers) = part.split_once('[').map_or((part, None), |(name, rest)| (name, Some(rest)));
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return false;
        }
        at = at.and_then(|object| object.get(name));
        let Some(number) = numbers else { continue };
        let Some(number) = number.strip_suffix(']').and_then(|number| number.parse::<usize>().ok()) else {
            return false;
        };
        let Some(entry) = at.and_then(|list| list.get(number)) else { return false };
        at = Some(entry);
    }
    true
}
