use addin_manifest::ProblemKind;

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ResidUnresolved,
        severity: Severity::Warning,
        summary: "a resid names no resource of the same VersionOverrides",
        meaning: "Pages, icons, texts and links are named by the id of a resource (bt:Url, bt:Image, bt:String) \
                in Resources of the same VersionOverrides; a nested one inherits none. Office's runtime log says \
                \"Resource Id … not found in URL resource table\" of a URL, and the page is not loaded. What is \
                not found of an icon or a text may cost the command that it belongs to.",
        fix: &["add a resource of this id under Resources of the same VersionOverrides, or correct the resid"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let problems = subject.problems(|kind| match kind {
        ProblemKind::UnresolvedResid(id) => Some(id),
        _ => None,
    });
    for (span, id) in problems {
        found.add(span, |rule| {
            let name = subject.element_around(span);
            let detail = match name.as_str() {
                "SourceLocation" | "FunctionFile" | "Runtime" | "Override" => {
                    "Office does not find the page that is meant, so it is not loaded and asks for no token."
                }
                "Image" => "Office does not find the icon that is meant.",
                "" => "Office does not find what is meant.",
                _ => {
                    "Office does not find the text or link that is meant, and may pass over the command it belongs to."
                }
            };
            let title = format!("{name} names a resource that is not there: {id}");
            Finding::of(rule, title, detail).with_evidence([subject.evidence(span, id)])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, broken, place};

    #[test]
    fn an_id_that_is_not_there() {
        let finding = broken(TASK_PANE, "<FunctionFile resid=\"functions\"/>", "<FunctionFile resid=\"function\"/>");
        assert_eq!(finding.code, Code::ResidUnresolved);
        assert_eq!(finding.title, "FunctionFile names a resource that is not there: function");
        assert_eq!(place(&finding), (8, 28));
    }
}
