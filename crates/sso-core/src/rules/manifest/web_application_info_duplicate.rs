use std::collections::HashMap;

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::WebApplicationInfoDuplicate,
        severity: Severity::Error,
        summary: "a VersionOverrides has more than one WebApplicationInfo",
        meaning: "The schema allows one. Which of them Office would take is nowhere documented.",
        fix: &["keep the one with the client ID of your registration: hallpass manifest apply does it"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let mut firsts = HashMap::new();
    for info in subject.infos() {
        let Some(inside) = info.inside else { continue };
        let first = *firsts.entry(inside).or_insert(info);
        if std::ptr::eq(first, info) {
            continue;
        }
        found.add(info.span, |rule| {
            let title = "VersionOverrides has a second WebApplicationInfo";
            // Where both say the same.
            let edits = subject.edits_to_set();
            Finding::of(rule, title, "The schema allows one in each VersionOverrides.")
                .with_evidence([subject.element(info.span), subject.element(first.span)])
                .with_edits(edits)
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, broken, place};

    #[test]
    fn a_second_one() {
        let start = TASK_PANE.find("    <WebApplicationInfo>").unwrap();
        let end = TASK_PANE.find("    <EquivalentAddins/>").unwrap();
        let info = &TASK_PANE[start..end];
        let finding = broken(TASK_PANE, info, &info.repeat(2));
        assert_eq!(finding.code, Code::WebApplicationInfoDuplicate);
        assert_eq!(place(&finding), (19, 5));
        assert_eq!(finding.evidence[1].place.line, Some(14));
    }
}
