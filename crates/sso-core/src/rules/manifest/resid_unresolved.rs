use addin_manifest::ProblemKind;

use super::ManifestRule;
use super::found::Found;
use super::override_namespace_unknown::misspelt_basic_types;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ResidUnresolved,
        severity: Severity::Warning,
        summary: "a resid names no resource of the same VersionOverrides",
        meaning: "Pages, icons, texts and links are named by the id of a resource (bt:Url, bt:Image, bt:String) \
                in Resources of the same VersionOverrides; Microsoft's pages differ on whether a \
                nested one inherits any, so each is judged by its own. Office's runtime log says \
                \"Resource Id … not found in URL resource table\" of a URL, and the page is not loaded. An icon, \
                a text or a link that is not found has nothing to do with single sign-on and is an info.",
        fix: &["add a resource of this id under Resources of the same VersionOverrides, or correct the resid"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    // None is found, and another rule says why.
    if misspelt_basic_types(subject).is_some() {
        return;
    }
    let problems = subject.problems(|kind| match kind {
        ProblemKind::UnresolvedResid(id) => Some(id),
        _ => None,
    });
    for (span, id) in problems {
        let name = subject.element_around(span);
        let (severity, detail) = match name.as_str() {
            "SourceLocation" | "FunctionFile" | "Runtime" | "Override" => (
                Severity::Warning,
                "Office does not find the page that is meant, so it is not loaded and asks for no token.",
            ),
            "Image" => (Severity::Info, "Office does not find the icon that is meant."),
            _ => {
                (Severity::Info, "Office does not find the text or link that is meant, and may leave the command out.")
            }
        };
        found.add_as(severity, span, |rule| {
            let title = format!("{name} names a resource that is not there: {id}");
            Finding::of(rule, title, detail).with_evidence([subject.evidence(span, id)])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{TASK_PANE, broken, place};
    use crate::{Code, Severity};

    #[test]
    fn an_id_that_is_not_there() {
        let finding = broken(TASK_PANE, "<FunctionFile resid=\"functions\"/>", "<FunctionFile resid=\"function\"/>");
        assert_eq!(finding.code, Code::ResidUnresolved);
        assert_eq!(finding.title, "FunctionFile names a resource that is not there: function");
        assert_eq!((place(&finding), finding.severity), ((8, 28), Severity::Warning));
        let finding = broken(TASK_PANE, "<LearnMoreUrl resid=\"learn\"/>", "<LearnMoreUrl resid=\"more\"/>");
        assert_eq!(
            (finding.title.as_str(), finding.severity),
            ("LearnMoreUrl names a resource that is not there: more", Severity::Info)
        );
    }
}
