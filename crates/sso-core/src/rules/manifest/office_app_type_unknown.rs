use addin_manifest::Span;

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::OfficeAppTypeUnknown,
        severity: Severity::Error,
        summary: "the xsi:type of OfficeApp is missing or none that Office knows",
        meaning: "OfficeApp is a TaskPaneApp, a ContentApp or a MailApp, and its xsi:type says which: the schema has \
                no OfficeApp without one. It decides which VersionOverrides belongs into the manifest.",
        fix: &[
            "write xsi:type=\"TaskPaneApp\", \"ContentApp\" or \"MailApp\" in the start tag of OfficeApp, with xsi \
                bound to http://www.w3.org/2001/XMLSchema-instance",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let manifest = subject.manifest;
    if !subject.is_xml() || !manifest.is_add_in || manifest.app_type.is_some() {
        return;
    }
    let written = manifest.xsi_type.as_ref();
    found.add(written.map_or(Span::new(0, 0), |written| written.span), |rule| {
        let (title, evidence) = match written {
            Some(written) => {
                (format!("OfficeApp is of a type that Office does not know: {}", written.value), subject.value(written))
            }
            None => ("OfficeApp has no xsi:type".to_owned(), subject.evidence(Span::new(0, 0), "no xsi:type")),
        };
        // No edit: which of the three it is, the add-in's developer knows.
        Finding::of(rule, title, "Office tells by it what kind of add-in it is.").with_evidence([evidence])
    });
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, broken, codes, place};

    #[test]
    fn missing_and_unknown() {
        let finding = broken(TASK_PANE, " xsi:type=\"TaskPaneApp\"", "");
        assert_eq!((finding.code, finding.title.as_str()), (Code::OfficeAppTypeUnknown, "OfficeApp has no xsi:type"));
        let finding = broken(TASK_PANE, "\"TaskPaneApp\"", "\"TaskpaneApp\"");
        assert_eq!(finding.title, "OfficeApp is of a type that Office does not know: TaskpaneApp");
        assert_eq!((finding.evidence[0].text.as_str(), place(&finding).0), ("TaskpaneApp", 1));
        assert_eq!(codes(&TASK_PANE.replace("\"TaskPaneApp\"", "\"o:TaskPaneApp\"")), []);
    }
}
