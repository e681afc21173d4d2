use addin_manifest::{ProblemKind, Span};

use super::ManifestRule;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::OverrideNamespaceUnknown,
        severity: Severity::Error,
        summary: "OfficeApp or VersionOverrides is in a namespace that Office does not know",
        meaning: "Office tells an element by its namespace and passes over a VersionOverrides whose namespace it \
                does not know, with the WebApplicationInfo in it. All namespaces of manifests begin with \
                http://, never with https://; a VersionOverrides without an xmlns of its own is in the \
                namespace of OfficeApp, which is none of those either.",
        fix: &[
            "set xmlns of VersionOverrides to \
                http://schemas.microsoft.com/office/taskpaneappversionoverrides, …/contentappversionoverrides, \
                …/mailappversionoverrides or, nested in that, …/mailappversionoverrides/1.1",
            "set xmlns of OfficeApp to http://schemas.microsoft.com/office/appforoffice/1.1",
        ],
        would_cause: &["13000"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let problems = subject.manifest.problems.iter().filter_map(|problem| match &problem.kind {
        ProblemKind::UnknownNamespace(uri) => Some((problem.span, uri)),
        _ => None,
    });
    let findings = problems.map(|(span, uri)| {
        let element = if overrides_at(subject, span) { "VersionOverrides" } else { "OfficeApp" };
        let title = if uri.is_empty() {
            format!("{element} is in no namespace")
        } else {
            format!("{element} is in a namespace that Office does not know there: {uri}")
        };
        Finding::of(rule, title, format!("Office passes over this {element} and what is in it."))
            .with_evidence([subject.element(span)])
    });
    findings.collect()
}

fn overrides_at(subject: &Subject<'_>, span: Span) -> bool {
    subject.manifest.overrides.iter().any(|overrides| overrides.span.start == span.start)
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{MAIL, TASK_PANE, broken, place};

    #[test]
    fn https_and_missing_namespaces() {
        let task_pane = "http://schemas.microsoft.com/office/taskpaneappversionoverrides";
        let https = task_pane.replace("http:", "https:");
        let finding = broken(TASK_PANE, task_pane, &https);
        assert_eq!(finding.code, Code::OverrideNamespaceUnknown);
        let title = format!("VersionOverrides is in a namespace that Office does not know there: {https}");
        assert_eq!(finding.title, title);
        assert_eq!(place(&finding), (5, 3));

        let finding = broken(TASK_PANE, &format!(" xmlns=\"{task_pane}\""), "");
        assert!(finding.title.ends_with("/appforoffice/1.1"), "{finding:?}");

        let finding = broken(MAIL, " xmlns=\"http://schemas.microsoft.com/office/appforoffice/1.1\"", "");
        assert_eq!(finding.title, "OfficeApp is in no namespace");
        assert_eq!(finding.code, Code::OverrideNamespaceUnknown);
    }
}
