use super::ManifestRule;
use super::found::Found;
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

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    for (info, resource) in subject.resources() {
        let Some(parts) = Parts::of(&resource.value) else { continue };
        let Some(last) = parts.id.and_then(|id| id.parse::<ClientId>().ok()) else { continue };
        if parts.rest.is_empty() {
            continue;
        }
        found.add(resource.span, |rule| {
            let right = &resource.value[..resource.value.len() - parts.rest.len()];
            let title = format!("the resource goes on after the client ID: {}", parts.rest);
            let finding = Finding::of(rule, title, "It ends with the client ID.")
                .with_evidence([subject.value(resource)])
                .with_fix([format!("write {right}")]);
            // Another ID is a finding of its own, and may be what is meant.
            let same = info.id.as_ref().is_some_and(|id| id.value.parse() == Ok(last));
            if same { finding.with_edits(subject.edits_to_replace(resource.span, right)) } else { finding }
        });
    }
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
                assert_eq!(finding.edits[0].replacement, format!("api://localhost:3000/{ID}").as_bytes());
            }
        }
    }
}
