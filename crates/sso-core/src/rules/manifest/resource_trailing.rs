use super::ManifestRule;
use super::parts::Parts;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{ClientId, Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ResourceTrailing,
        severity: Severity::Error,
        summary: "the resource goes on after the client ID",
        meaning: "Nothing follows the client ID in Resource: no slash, and no scope such as /access_as_user, \
                which belongs to token requests and not to the manifest.",
        fix: &["end Resource with the client ID"],
        would_cause: &["13004", "AADSTS500011"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, resource) in subject.resources() {
        let Some(parts) = Parts::of(&resource.value) else { continue };
        if parts.rest.is_empty() || parts.id.is_none_or(|id| id.parse::<ClientId>().is_err()) {
            continue;
        }
        let end = resource.value.len() - parts.rest.len();
        findings.push(
            Finding::of(
                rule,
                format!("the resource goes on after the client ID: {}", parts.rest),
                "It ends with the client ID.",
            )
            .with_evidence([subject.value(resource)])
            .with_fix([format!("write {}", &resource.value[..end])]),
        );
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{ID, TASK_PANE, UNIFIED, broken};

    #[test]
    fn a_slash_or_a_scope() {
        for rest in ["/", "/access_as_user", "?a=b"] {
            for healthy in [TASK_PANE, UNIFIED] {
                let finding = broken(healthy, &format!("/{ID}"), &format!("/{ID}{rest}"));
                assert_eq!(finding.code, Code::ResourceTrailing);
                assert_eq!(finding.title, format!("the resource goes on after the client ID: {rest}"));
                assert_eq!(finding.fix, [format!("write api://localhost:3000/{ID}")]);
            }
        }
    }
}
