use addin_manifest::ProblemKind;

use super::ManifestRule;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ResidUnresolved,
        severity: Severity::Warning,
        summary: "a resid names no bt:Url of the same VersionOverrides",
        meaning: "SourceLocation, FunctionFile and Runtime name their URL by the id of a bt:Url in Resources of \
                the same VersionOverrides; a nested one inherits none. Office's runtime log says \"Resource Id \
                … not found in URL resource table\", and the page is not loaded.",
        fix: &["add a bt:Url of this id under Resources/bt:Urls of the same VersionOverrides, or correct the \
                resid"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let problems = subject.manifest.problems.iter().filter_map(|problem| match &problem.kind {
        ProblemKind::UnresolvedResid(id) => Some((problem.span, id)),
        _ => None,
    });
    let findings = problems.map(|(span, id)| {
        let title = format!("no bt:Url of this VersionOverrides has the id {id}");
        Finding::of(rule, title, "Office does not find the page that is meant.")
            .with_evidence([subject.evidence(span, id)])
    });
    findings.collect()
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, broken, place};

    #[test]
    fn an_id_that_is_not_there() {
        let finding = broken(TASK_PANE, "<FunctionFile resid=\"functions\"/>", "<FunctionFile resid=\"function\"/>");
        assert_eq!(finding.code, Code::ResidUnresolved);
        assert_eq!(finding.title, "no bt:Url of this VersionOverrides has the id function");
        assert_eq!(place(&finding), (8, 28));
    }
}
