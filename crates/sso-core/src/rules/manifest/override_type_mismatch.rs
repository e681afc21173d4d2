use super::ManifestRule;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::OverrideTypeMismatch,
        severity: Severity::Error,
        summary: "the xsi:type of a VersionOverrides is missing or does not fit its namespace",
        meaning: "Namespace and type go in pairs: VersionOverridesV1_0 with the task pane, the content and the \
                first mail namespace, VersionOverridesV1_1 with …/mailappversionoverrides/1.1 only. For task \
                panes there is no V1_1. Office passes over a VersionOverrides whose pair does not fit.",
        fix: &["write the xsi:type that belongs to the namespace"],
        would_cause: &["13000"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut findings = Vec::new();
    for overrides in &subject.manifest.overrides {
        let Some(expected) = overrides.kind.xsi_type() else { continue };
        let (title, evidence) = match &overrides.xsi_type {
            None => (format!("VersionOverrides has no xsi:type; it is {expected}"), subject.element(overrides.span)),
            // The prefix of a qualified name says nothing.
            Some(found) if found.value.rsplit(':').next() == Some(expected) => continue,
            Some(found) => (
                format!("VersionOverrides is of type {}, but its namespace goes with {expected}", found.value),
                subject.value(found),
            ),
        };
        let detail = format!("Its namespace is {}.", overrides.namespace);
        let fix = format!(
            "write xsi:type=\"{expected}\" in this start tag, with xsi bound to \
                           http://www.w3.org/2001/XMLSchema-instance"
        );
        findings.push(Finding::of(rule, title, detail).with_evidence([evidence]).with_fix([fix]));
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{MAIL, TASK_PANE, broken, codes, place};

    #[test]
    fn pairs() {
        let finding = broken(TASK_PANE, "VersionOverridesV1_0", "VersionOverridesV1_1");
        assert_eq!(finding.code, Code::OverrideTypeMismatch);
        assert_eq!(
            finding.title,
            "VersionOverrides is of type VersionOverridesV1_1, but its namespace goes with VersionOverridesV1_0"
        );
        assert_eq!(finding.evidence[0].text, "VersionOverridesV1_1");

        let finding = broken(MAIL, " xsi:type=\"VersionOverridesV1_1\"", "");
        assert_eq!(finding.title, "VersionOverrides has no xsi:type; it is VersionOverridesV1_1");
        assert_eq!(place(&finding), (8, 5));

        assert_eq!(codes(&TASK_PANE.replace("\"VersionOverridesV1_0\"", "\"ov:VersionOverridesV1_0\"")), []);
    }
}
