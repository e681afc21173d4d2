use std::collections::HashMap;

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ScopeDuplicate,
        severity: Severity::Warning,
        summary: "a scope stands there twice",
        meaning: "Scopes are a list of permissions, each once; capital letters make no difference. The Marketplace may \
                refuse the block.",
        fix: &["take the second one out"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    for info in subject.infos() {
        let mut firsts = HashMap::new();
        for scope in info.scopes.iter().filter(|scope| !scope.text.value.is_empty()) {
            let first = *firsts.entry(scope.text.value.to_ascii_lowercase()).or_insert(scope);
            if std::ptr::eq(first, scope) {
                continue;
            }
            found.add(scope.text.span, |rule| {
                let title = format!("the scope {} stands there twice", scope.text.value);
                Finding::of(rule, title, "Once is enough; capital letters make no difference.")
                    .with_evidence([subject.value(&scope.text), subject.value(&first.text)])
                    .with_edits(subject.edits_to_remove(scope.element))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, broken};

    #[test]
    fn twice_in_any_case() {
        for again in ["User.Read", "user.read"] {
            let finding = broken(TASK_PANE, "</Scopes>", &format!("<Scope>{again}</Scope></Scopes>"));
            assert_eq!((finding.code, finding.edits.len()), (Code::ScopeDuplicate, 1));
            assert_eq!(finding.title, format!("the scope {again} stands there twice"));
            assert_eq!(finding.evidence[1].text, "User.Read");
        }
    }
}
