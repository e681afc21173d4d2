use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ScopesEmpty,
        severity: Severity::Error,
        summary: "WebApplicationInfo has no Scope, or an empty one",
        meaning: "The schema wants at least one Scope, none of them empty. They are what the consent at \
                deployment or from the Marketplace asks for; what the server asks for at run time does not \
                depend on them.",
        fix: &["write at least <Scope>profile</Scope>"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let detail = "The schema wants at least one Scope, none of them empty.";
    for info in subject.infos().filter(|_| subject.is_xml()) {
        if info.scopes.is_empty() {
            let at = info.scopes_span.unwrap_or(info.span);
            found.add(at, |rule| {
                Finding::of(rule, "WebApplicationInfo has no Scope", detail)
                    .with_evidence([subject.element(at)])
                    .with_edits(subject.edits_to_set_scopes(info, &["openid", "profile"]))
            });
        }
        let others = info.scopes.iter().any(|scope| !scope.text.value.is_empty());
        for scope in info.scopes.iter().filter(|scope| scope.text.value.is_empty()) {
            found.add(scope.text.span, |rule| {
                let finding =
                    Finding::of(rule, "a Scope is empty", detail).with_evidence([subject.element(scope.element)]);
                if others { finding.with_edits(subject.edits_to_remove(scope.element)) } else { finding }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, UNIFIED, broken, codes, place};

    #[test]
    fn none_or_an_empty_one() {
        let scopes = "<Scopes><Scope>profile</Scope><Scope>openid</Scope><Scope>User.Read</Scope></Scopes>";
        for (to, title, at) in [
            ("", "WebApplicationInfo has no Scope", (14, 5)),
            ("<Scopes/>", "WebApplicationInfo has no Scope", (17, 7)),
            ("<Scopes><Scope>profile</Scope><Scope/><Scope>openid</Scope></Scopes>", "a Scope is empty", (17, 37)),
        ] {
            let finding = broken(TASK_PANE, scopes, to);
            assert_eq!((finding.code, finding.title.as_str(), place(&finding)), (Code::ScopesEmpty, title, at));
        }
        // The unified manifest has no place for scopes.
        assert_eq!(codes(UNIFIED), []);
    }
}
