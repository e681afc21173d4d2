use addin_manifest::ProblemKind;

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use super::web_application_info_out_of_order::NAME;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ElementRepeated,
        severity: Severity::Error,
        summary: "an element or a key stands there twice",
        meaning: "The schema allows one: an Id, Resource or Scopes in WebApplicationInfo, one Resources in \
                VersionOverrides, one Hosts in OfficeApp. Which of two Office would take is nowhere documented. In the \
                unified manifest it is a warning: of a key that comes twice most readers take the last, and some \
                refuse the file.",
        fix: &["keep the one that is meant, and take the other out"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let severity = if subject.is_xml() { Severity::Error } else { Severity::Warning };
    // WebApplicationInfo itself has a rule of its own.
    let problems = subject.problems(|kind| match kind {
        ProblemKind::Repeated(name) if name != NAME => Some(name),
        _ => None,
    });
    for (span, name) in problems {
        // No edit: which of them is meant, only people know.
        found.add_as(severity, span, |rule| {
            let (title, detail) = if subject.is_xml() {
                (format!("{name} stands there a second time"), "The schema allows one.")
            } else {
                (format!("the key {name} stands there a second time"), "Most readers take the last.")
            };
            Finding::of(rule, title, detail).with_evidence([subject.element(span)])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{ID, TASK_PANE, UNIFIED, broken};
    use crate::{Code, Severity};

    #[test]
    fn elements_and_keys() {
        let id = format!("<Id>{ID}</Id>");
        let finding = broken(TASK_PANE, &id, &id.repeat(2));
        assert_eq!((finding.code, finding.severity), (Code::ElementRepeated, Severity::Error));
        assert_eq!(finding.title, "Id stands there a second time");

        let resources = "    <Resources><bt:Urls>";
        let finding = broken(TASK_PANE, resources, &format!("    <Resources/>\n{resources}"));
        assert_eq!(finding.title, "Resources stands there a second time");

        let key = format!("\"id\": \"{ID}\"");
        let finding = broken(UNIFIED, &key, &format!("{key}, {key}"));
        assert_eq!((finding.code, finding.severity), (Code::ElementRepeated, Severity::Warning));
        assert_eq!(finding.title, "the key id stands there a second time");
    }
}
