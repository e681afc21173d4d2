use addin_manifest::ProblemKind;

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ResidTooLong,
        severity: Severity::Error,
        summary: "the id of a resource has more than 32 characters",
        meaning: "Ids of bt:Url, bt:Image and bt:String hold at most 32 characters, and so do the resids that name \
                them. A longer one breaks the schema, and validation refuses the manifest.",
        fix: &["shorten the id, and each resid that names it"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let problems = subject.problems(|kind| match kind {
        ProblemKind::ResidTooLong(id) => Some(id),
        _ => None,
    });
    for (span, id) in problems {
        // No edit: the id may be one of many that are made by a rule of their own.
        found.add(span, |rule| {
            let title = format!("the id of a resource has {} characters, and the schema allows 32", id.chars().count());
            Finding::of(rule, title, "A longer one breaks the schema.").with_evidence([subject.evidence(span, id)])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, codes, findings};

    #[test]
    fn at_the_limit_and_past_it() {
        let of_length = |length: usize| TASK_PANE.replace("\"functions\"", &format!("\"{}\"", "f".repeat(length)));
        assert_eq!(codes(&of_length(32)), []);
        let findings = findings(&of_length(33), None);
        assert!(
            !findings.is_empty() && findings.iter().all(|finding| finding.code == Code::ResidTooLong),
            "{findings:?}"
        );
        assert_eq!(findings[0].title, "the id of a resource has 33 characters, and the schema allows 32");
    }
}
