use addin_manifest::Scope;

use super::ManifestRule;
use super::found::Found;
use super::placeholder::has_token;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, ScopeName, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ScopeNotAShortName,
        severity: Severity::Warning,
        summary: "a Scope is not the short name of a Microsoft Graph permission",
        meaning: "Scopes of the manifest are delegated permissions of Microsoft Graph by their short names, such \
                as User.Read. access_as_user is a scope of the add-in's own API, which Office asks for by \
                itself; a URL is the long form of token requests. Either troubles consent and the Marketplace.",
        fix: &["write the short name, such as User.Read", "leave access_as_user out"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let own = ScopeName::access_as_user();
    let scopes = subject.infos().flat_map(|info| info.scopes.iter().map(move |scope| (info, scope)));
    for (info, scope) in scopes.filter(|(_, scope)| !scope.text.value.is_empty()) {
        let text = &scope.text;
        let name = text.value.parse::<ScopeName>();
        let is_own = name.as_ref().is_ok_and(|name| name.as_str().eq_ignore_ascii_case(own.as_str()));
        if (name.is_ok() && !is_own) || has_token(&text.value) {
            continue;
        }
        found.add(text.span, |rule| {
            let (title, fix, edits) = match name {
                Ok(_) => {
                    let title = format!("{own} is a scope of the add-in's own API, not one of Microsoft Graph");
                    let others =
                        info.scopes.iter().any(|other| !other.text.value.is_empty() && !is(other, &text.value));
                    let edits = if others { subject.edits_to_remove(scope.element) } else { Vec::new() };
                    (title, "leave it out".to_owned(), edits)
                }
                Err(error) => match short_name_of(&text.value) {
                    Some(name) => {
                        let edits = if info.scopes.iter().any(|other| is(other, name)) {
                            subject.edits_to_remove(scope.element)
                        } else {
                            subject.edits_to_replace(text.span, name)
                        };
                        ("the scope is not a short name".to_owned(), format!("write {name}"), edits)
                    }
                    None => (error.what, error.hint, Vec::new()),
                },
            };
            let detail = "Scopes of the manifest are permissions of Microsoft Graph by their short names.";
            Finding::of(rule, title, detail).with_evidence([subject.value(text)]).with_fix([fix]).with_edits(edits)
        });
    }
}

fn is(scope: &Scope, name: &str) -> bool {
    scope.text.value.eq_ignore_ascii_case(name)
}

/// Of a permission of Microsoft Graph in its long form.
fn short_name_of(scope: &str) -> Option<&str> {
    let name = scope.strip_prefix("https://graph.microsoft.com/")?;
    name.parse::<ScopeName>().is_ok().then_some(name)
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, broken, place};

    #[test]
    fn the_own_scope_and_urls() {
        for (to, title) in [
            ("access_as_user", "access_as_user is a scope of the add-in's own API, not one of Microsoft Graph"),
            ("https://graph.microsoft.com/User.Read", "the scope is not a short name"),
            ("User.Read profile", "the scope is not a name: User.Read profile"),
        ] {
            let finding = broken(TASK_PANE, "User.Read", to);
            assert_eq!((finding.code, finding.title.as_str()), (Code::ScopeNotAShortName, title));
            assert_eq!(place(&finding), (17, 65));
        }
    }
}
