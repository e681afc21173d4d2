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
        fix: &["write the short name, such as User.Read", ONE_EACH, "leave access_as_user out"],
        would_cause: &[],
    },
    check,
};

const ONE_EACH: &str = "write one Scope element for each name, such as User.Read";
const NAMED: &str = "write one Scope element for each permission that the add-in needs, such as User.Read: .default stands \
                     for all of them in a token request, and is no permission";

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let own = ScopeName::access_as_user();
    let scopes = subject.infos().flat_map(|info| info.scopes.iter().map(move |scope| (info, scope)));
    for (info, scope) in scopes.filter(|(_, scope)| !scope.text.value.is_empty()) {
        let text = &scope.text;
        let name = text.value.parse::<ScopeName>();
        let is_default = text.value.rsplit('/').next() == Some(".default");
        let is_own = name.as_ref().is_ok_and(|name| name.as_str().eq_ignore_ascii_case(own.as_str()));
        if (name.is_ok() && !is_own && !is_default) || has_token(&text.value) {
            continue;
        }
        found.add(text.span, |rule| {
            let (title, fix, edits) = match name {
                _ if is_default => {
                    (".default is not the name of a permission".to_owned(), NAMED.to_owned(), Vec::new())
                }
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
                        (error.what, format!("write {name}"), edits)
                    }
                    None => (error.what, ONE_EACH.to_owned(), Vec::new()),
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
            (
                "https://graph.microsoft.com/User.Read",
                "the scope is not a short name: https://graph.microsoft.com/User.Read",
            ),
            ("User.Read profile", "the scope is not a name: User.Read profile"),
            ("https://graph.microsoft.com/.default", ".default is not the name of a permission"),
            (".default", ".default is not the name of a permission"),
        ] {
            let finding = broken(TASK_PANE, "User.Read", to);
            assert_eq!((finding.code, finding.title.as_str()), (Code::ScopeNotAShortName, title));
            assert_eq!(place(&finding), (17, 65));
            assert!(finding.fix.iter().all(|step| to == "access_as_user" || !step.contains("access_as_user")));
        }
        let finding = broken(TASK_PANE, "User.Read", "User.Read Mail.Read");
        assert_eq!(finding.fix, [super::ONE_EACH]);
        // Which permissions are meant, nobody knows.
        assert_eq!(broken(TASK_PANE, "User.Read", "https://graph.microsoft.com/.default").edits, []);
    }
}
