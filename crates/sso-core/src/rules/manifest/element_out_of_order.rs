use addin_manifest::{Belongs, ProblemKind};

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use super::web_application_info_out_of_order::NAME;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ElementOutOfOrder,
        severity: Severity::Error,
        summary: "an element stands too early or too late among its siblings",
        meaning: "The children of OfficeApp, of VersionOverrides and of WebApplicationInfo are sequences: each has its \
                place, whether or not the others are there. Validation calls it \"not a valid child element\", the \
                same words as for an element that does not belong there at all. In WebApplicationInfo the order is \
                Id, Resource, Scopes; in VersionOverrides Description, Requirements, Hosts, Resources, \
                WebApplicationInfo, EquivalentAddins, ConnectedServiceControls, ExtendedPermissions, and a nested \
                VersionOverrides is the last.",
        fix: &["move the element to its place in the order of the schema"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    // WebApplicationInfo itself has a rule of its own.
    let problems = subject.problems(|kind| match kind {
        ProblemKind::OutOfOrder(name, belongs) if name != NAME => Some((name, belongs)),
        _ => None,
    });
    for (span, (name, belongs)) in problems {
        // No edit: what stands between the element and its place, such as a comment, may belong to it.
        found.add(span, |rule| {
            let title = format!("{name} stands out of order among its siblings");
            Finding::of(rule, title, "The schema is a sequence, and validation follows the schema.")
                .with_evidence([subject.element(span)])
                .with_fix([match belongs {
                    Belongs::AheadOf(other) => format!("move {name} ahead of {other}"),
                    Belongs::Behind(other) => format!("move {name} behind {other}"),
                }])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{ID, TASK_PANE, broken, place};

    #[test]
    fn in_the_base_the_overrides_and_the_markup() {
        let hosts = "  <Hosts><Host Name=\"Workbook\"/></Hosts>\n";
        let id = format!("      <Id>{ID}</Id>\n");
        let resource = format!("      <Resource>api://localhost:3000/{ID}</Resource>\n");
        let in_overrides = "    <Description resid=\"text\"/>\n";
        for (text, name) in [
            (TASK_PANE.replace(hosts, "").replace("  <VersionOverrides", &format!("{hosts}  <VersionOverrides")), ""),
            (
                TASK_PANE.replace(
                    "    <EquivalentAddins/>\n",
                    &format!("    <EquivalentAddins/>\n{}", in_overrides.replace(" resid=\"text\"", "")),
                ),
                "Description",
            ),
            (TASK_PANE.replace(&id, "").replace(&resource, &format!("{resource}{id}")), ""),
        ] {
            let finding = broken(TASK_PANE, TASK_PANE, &text);
            assert_eq!(finding.code, Code::ElementOutOfOrder);
            assert!(finding.title.starts_with(name) && place(&finding).0 > 2, "{finding:?}");
        }
        let text = TASK_PANE.replace(hosts, &format!("<Requirements/>{hosts}"));
        let fix = |text: &str| broken(TASK_PANE, TASK_PANE, text).fix;
        assert_eq!(fix(&text), ["move Hosts ahead of Requirements"]);
    }
}
