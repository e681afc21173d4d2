use addin_manifest::ProblemKind;

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::WebApplicationInfoOutOfOrder,
        severity: Severity::Error,
        summary: "WebApplicationInfo stands too early or too late among the children of VersionOverrides",
        meaning: "The children of VersionOverrides are a sequence: Description, Requirements, Hosts, Resources, \
                WebApplicationInfo, EquivalentAddins, ConnectedServiceControls, ExtendedPermissions. Where a \
                page says that WebApplicationInfo comes last of all, the schema says otherwise, and validation \
                follows the schema.",
        fix: &["move it behind Resources and ahead of EquivalentAddins: hallpass manifest apply does it"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let problems =
        subject.problems(|kind| matches!(kind, ProblemKind::OutOfOrder(name, _) if name == NAME).then_some(()));
    for (span, ()) in problems {
        found.add(span, |rule| {
            let detail = "It belongs behind Resources and ahead of EquivalentAddins, ConnectedServiceControls and \
                          ExtendedPermissions. Validation calls it \"not a valid child element\".";
            Finding::of(rule, format!("{NAME} stands out of order in VersionOverrides"), detail)
                .with_evidence([subject.element(span)])
                .with_edits(subject.edits_to_set())
        });
    }
}

pub(super) const NAME: &str = "WebApplicationInfo";

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, broken, place};

    #[test]
    fn before_resources_and_after_equivalent_add_ins() {
        let start = TASK_PANE.find("    <WebApplicationInfo>").unwrap();
        let end = TASK_PANE.find("    <EquivalentAddins/>").unwrap();
        let info = &TASK_PANE[start..end];
        let without = TASK_PANE.replace(info, "");
        let (early, late) = ("    <Resources>", "  </VersionOverrides>");
        for (before, line) in [(early, 10), (late, 15)] {
            let finding = broken(TASK_PANE, TASK_PANE, &without.replace(before, &format!("{info}{before}")));
            assert_eq!((finding.code, place(&finding)), (Code::WebApplicationInfoOutOfOrder, (line, 5)));
            assert_eq!(finding.title, "WebApplicationInfo stands out of order in VersionOverrides");
            assert!(!finding.edits.is_empty());
        }
    }
}
