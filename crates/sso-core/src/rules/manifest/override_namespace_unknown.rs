use addin_manifest::{ProblemKind, Span, excerpt};

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::OverrideNamespaceUnknown,
        severity: Severity::Error,
        summary: "OfficeApp, VersionOverrides or its resources are in a namespace that Office does not know",
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

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    if let Some(span) = misspelt_basic_types(subject) {
        found.add(span, |rule| {
            let title =
                "the namespace of basic types (bt:) is written with https:, and Office knows it with http: only";
            let detail = "Office finds no resource in it, so no page, icon or text of VersionOverrides.";
            Finding::of(rule, title, detail)
                .with_evidence([subject.evidence(span, &BASIC_TYPES.replacen("http:", "https:", 1))])
                .with_fix([format!("write {BASIC_TYPES}")])
                .with_edits(subject.edits_to_replace(span, BASIC_TYPES))
        });
    }
    let problems = subject.problems(|kind| match kind {
        ProblemKind::UnknownNamespace(uri) => Some(uri),
        _ => None,
    });
    for (span, uri) in problems {
        found.add(span, |rule| {
            let overrides = subject.manifest.overrides.iter().find(|overrides| overrides.span.start == span.start);
            let element = if overrides.is_some() { "VersionOverrides" } else { "OfficeApp" };
            let known = uri.strip_prefix("https:").map(|rest| format!("http:{rest}")).filter(|uri| is_known(uri));
            let title = if uri.is_empty() {
                format!("{element} is in no namespace")
            } else if known.is_some() {
                format!("the namespace of {element} is written with https:, and Office knows it with http: only")
            } else if overrides.is_some() && uri.contains("/office/appforoffice/") {
                "VersionOverrides has no namespace of its own and stands in that of OfficeApp".to_owned()
            } else {
                format!("{element} is in a namespace that Office does not know there: {uri}")
            };
            let detail = format!("Office passes over this {element} and what is in it.");
            let finding = Finding::of(rule, title, detail).with_evidence([subject.element(span)]);
            let Some(known) = known else { return finding };
            let declared = overrides.and_then(|overrides| overrides.namespace_span);
            let edits = declared.map(|declared| subject.edits_to_replace(declared, &known));
            finding.with_fix([format!("write {known}")]).with_edits(edits.unwrap_or_default())
        });
    }
}

const BASIC_TYPES: &str = "http://schemas.microsoft.com/office/officeappbasictypes/1.0";

/// Where the namespace of resources is declared with `https:`, if resources are not found: it is then why.
pub(super) fn misspelt_basic_types(subject: &Subject<'_>) -> Option<Span> {
    subject.problems(|kind| matches!(kind, ProblemKind::UnresolvedResid(_)).then_some(())).next()?;
    let wrong = BASIC_TYPES.replacen("http:", "https:", 1);
    let declared = |quote: char| format!("={quote}{wrong}{quote}");
    let text = excerpt(subject.bytes, Span::new(0, subject.bytes.len()));
    let at = ['"', '\''].into_iter().filter_map(|quote| text.find(&declared(quote))).min()? + 2;
    // Bytes of a file in UTF-16 are not those of its text.
    let is_there = subject.bytes.get(at..)?.starts_with(wrong.as_bytes());
    is_there.then(|| Span::new(at, at + wrong.len()))
}

/// Whether it is one of the namespaces of manifests; which of them belongs there, other rules say.
fn is_known(uri: &str) -> bool {
    let name = uri.strip_prefix("http://schemas.microsoft.com/office/").unwrap_or_default();
    matches!(
        name,
        "appforoffice/1.0"
            | "appforoffice/1.1"
            | "taskpaneappversionoverrides"
            | "contentappversionoverrides"
            | "mailappversionoverrides"
            | "mailappversionoverrides/1.1"
    )
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{MAIL, TASK_PANE, broken, place};

    /// One finding, and none for each resource that is not found.
    #[test]
    fn resources_in_a_namespace_with_https() {
        let right = "http://schemas.microsoft.com/office/officeappbasictypes/1.0";
        let finding = broken(TASK_PANE, right, &right.replace("http:", "https:"));
        assert_eq!((finding.code, place(&finding).0), (Code::OverrideNamespaceUnknown, 1));
        assert!(finding.title.starts_with("the namespace of basic types (bt:)"), "{finding:?}");
        assert_eq!(finding.edits[0].replacement, right.as_bytes());
    }

    #[test]
    fn https_and_missing_namespaces() {
        let task_pane = "http://schemas.microsoft.com/office/taskpaneappversionoverrides";
        let https = task_pane.replace("http:", "https:");
        let finding = broken(TASK_PANE, task_pane, &https);
        assert_eq!(finding.code, Code::OverrideNamespaceUnknown);
        let title = "the namespace of VersionOverrides is written with https:, and Office knows it with http: only";
        assert_eq!(finding.title, title);
        assert_eq!(finding.fix, [format!("write {task_pane}")]);
        assert_eq!(finding.edits[0].replacement, task_pane.as_bytes());
        assert_eq!(place(&finding), (5, 3));

        let finding = broken(TASK_PANE, &format!(" xmlns=\"{task_pane}\""), "");
        let title = "VersionOverrides has no namespace of its own and stands in that of OfficeApp";
        assert_eq!(finding.title, title);

        let finding = broken(TASK_PANE, task_pane, &format!("{task_pane}/1.1"));
        assert!(finding.title.ends_with("/taskpaneappversionoverrides/1.1"), "{finding:?}");

        let finding = broken(MAIL, " xmlns=\"http://schemas.microsoft.com/office/appforoffice/1.1\"", "");
        assert_eq!(finding.title, "OfficeApp is in no namespace");
        assert_eq!(finding.code, Code::OverrideNamespaceUnknown);
    }
}
