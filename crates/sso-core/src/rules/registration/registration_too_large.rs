use serde_json::Value;

use super::{RegistrationRule, Subject};
use crate::limit::ENTRIES;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RegistrationTooLarge,
        severity: Severity::Warning,
        summary: "the lists of the registration have more entries than Entra keeps",
        meaning: "All lists of an application together hold at most 1200 entries; beyond, saving ends in a message that \
                the size of the manifest has exceeded its limit. How Entra counts lists within lists is not \
                documented: Hallpass counts every entry of every list.",
        fix: &[
            "take out redirect URIs, scopes, roles, permissions and authorized clients that nobody uses",
            "give another environment a registration of its own",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    // What is not modelled counts too.
    let whole = serde_json::to_value(subject.registration).unwrap_or_default();
    let count = entries(&whole);
    if count <= ENTRIES {
        return Vec::new();
    }
    let lists = lists(&whole);
    let title = format!("the lists of the registration have {count} entries; Entra keeps {ENTRIES}");
    let detail =
        "Saving it ends in a message about the size of the manifest. How Entra counts is not documented in detail.";
    let evidence = lists.into_iter().map(|(property, count)| subject.value(property, format!("{count} entries")));
    vec![Finding::of(rule, title, detail).with_evidence(evidence)]
}

/// Of all lists in it.
fn entries(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.len() + list.iter().map(entries).sum::<usize>(),
        Value::Object(object) => object.values().map(entries).sum(),
        _ => 0,
    }
}

/// The properties with the most entries.
fn lists(whole: &Value) -> Vec<(String, usize)> {
    let properties = whole.as_object().into_iter().flatten();
    let mut lists = properties.map(|(name, value)| (name.clone(), entries(value))).collect::<Vec<_>>();
    lists.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    lists.truncate(3);
    lists
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    #[test]
    fn one_more_than_entra_keeps() {
        let there = super::entries(&serde_json::to_value(Healthy::localhost().registration).unwrap());
        let with = |count: usize| {
            move |healthy: &mut Healthy| {
                healthy.registration.tags = (there..count).map(|number| format!("tag {number}")).collect();
            }
        };
        let finding = Healthy::localhost().broken(with(1201));
        assert_eq!(told(&finding), (Code::RegistrationTooLarge, Severity::Warning, "tags"));
        assert_eq!(finding.title, "the lists of the registration have 1201 entries; Entra keeps 1200");
        Healthy::localhost().stays_silent(with(1200));
    }

    #[test]
    fn lists_within_lists_count() {
        let value = serde_json::json!({ "a": [{ "b": [1, 2], "c": { "d": [[], 3] } }] });
        assert_eq!(super::entries(&value), 1 + 2 + 2);
    }
}
