//! What is true of every finding about a registration, of whatever room.

use serde_json::Value;

use super::Subject;
use crate::{Finding, Source};

/// A line that is longer than this has a value in it that was not cut.
const LINE: usize = 4_000;

pub(super) fn holds(findings: &[Finding], subject: &Subject<'_>) {
    let registration = serde_json::to_value(subject.registration).unwrap();
    let service_principal = serde_json::to_value(subject.service_principal).unwrap();
    for finding in findings {
        of_one(finding, &registration, &service_principal);
        let offers = finding.fix.iter().any(|step| step.contains("hallpass registration update"));
        assert!(subject.plan.is_some() || !offers, "{}: nothing says what the update would write", finding.code);
    }
}

fn of_one(finding: &Finding, registration: &Value, service_principal: &Value) {
    let code = finding.code;
    assert!(!finding.evidence.is_empty(), "{code} names no evidence");
    for evidence in &finding.evidence {
        assert_eq!(evidence.source, Source::Registration, "{code}");
        let property = evidence.place.path.as_deref().unwrap_or_else(|| panic!("{code} names no property"));
        let entries_are_there = match property.strip_prefix("servicePrincipal.") {
            Some(property) => entries_are_there(service_principal, property),
            None => entries_are_there(registration, property),
        };
        assert!(entries_are_there, "{code}: {property} is not there:\n{registration:#}");
        assert!(evidence.text.len() < LINE, "{code}: {} bytes of evidence", evidence.text.len());
    }
    let a_line = |text: &str| !text.is_empty() && !text.ends_with('.') && text.len() < LINE;
    assert!(a_line(&finding.title), "{code}: title {:?}", finding.title);
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

/// Whatever a registration holds, a finding about it is what it has to be.
mod tests {
    use serde_json::Value;

    use crate::rules::registration::testing::Healthy;

    /// No full stop at the end: a title may end with any of them.
    fn hostile() -> Vec<String> {
        let short = [
            "",
            " ",
            "/",
            "?",
            "#",
            "*",
            "://",
            "api://",
            "API:///",
            "api://[::1]:3000/",
            "https://",
            "HTTP://localhost:0",
            "urn:contoso",
            "brk-multihub://",
            "{client ID}",
            "b\u{fc}cher \u{1F511}",
            "a\nb",
            "access_as_usre",
            "-1",
        ];
        let long = ["a", "a b ", "/", "\u{1F511}", "api://a.b/"].map(|word| word.repeat(5_000) + "!");
        short.into_iter().map(str::to_owned).chain(long).collect()
    }

    /// Paths of all values in it that `wanted` takes.
    fn pointers(value: &Value, wanted: fn(&Value) -> bool) -> Vec<String> {
        let below: Vec<(String, &Value)> = match value {
            Value::Array(list) => list.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect(),
            Value::Object(object) => object.iter().map(|(name, value)| (name.clone(), value)).collect(),
            _ => Vec::new(),
        };
        let below = below
            .into_iter()
            .flat_map(|(name, value)| pointers(value, wanted).into_iter().map(move |rest| format!("/{name}{rest}")));
        wanted(value).then(String::new).into_iter().chain(below).collect()
    }

    /// With that value in the registration, as far as it is one then. How many findings there are.
    fn judged(healthy: &Healthy, pointer: &str, value: Value) -> usize {
        let mut json = serde_json::to_value(&healthy.registration).unwrap();
        *json.pointer_mut(pointer).unwrap() = value;
        let Ok(registration) = serde_json::from_value(json) else { return 0 };
        let changed = Healthy { registration, ..healthy.clone() };
        changed.findings().len() + changed.alone().findings().len()
    }

    #[test]
    fn of_any_text() {
        let mut count = 0;
        for healthy in Healthy::all() {
            let json = serde_json::to_value(&healthy.registration).unwrap();
            for pointer in pointers(&json, Value::is_string) {
                count += hostile().into_iter().map(|text| judged(&healthy, &pointer, text.into())).sum::<usize>();
            }
        }
        assert!(count > 500, "{count} findings");
    }

    #[test]
    fn of_lists_that_are_empty_doubled_or_very_long() {
        let mut count = 0;
        for healthy in Healthy::all() {
            let json = serde_json::to_value(&healthy.registration).unwrap();
            for pointer in pointers(&json, Value::is_array) {
                let list = json.pointer(&pointer).unwrap().as_array().unwrap();
                for times in [0, 2, 1500] {
                    let list = list.iter().cycle().take(list.len() * times).cloned().collect();
                    count += judged(&healthy, &pointer, Value::Array(list));
                }
            }
        }
        assert!(count > 50, "{count} findings");
    }
}
