use super::ManifestRule;
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

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let own = ScopeName::access_as_user();
    let mut findings = Vec::new();
    for scope in
        subject.infos().flat_map(|info| &info.scopes).map(|scope| &scope.text).filter(|scope| !scope.value.is_empty())
    {
        let (title, fix) = match scope.value.parse::<ScopeName>() {
            Ok(name) if name.as_str().eq_ignore_ascii_case(own.as_str()) => (
                format!("{own} is a scope of the add-in's own API, not one of Microsoft Graph"),
                "leave it out".to_owned(),
            ),
            Ok(_) => continue,
            Err(_) if has_token(&scope.value) => continue,
            Err(error) => (error.what, error.hint),
        };
        findings.push(
            Finding::of(rule, title, "Scopes of the manifest are permissions of Microsoft Graph by their short names.")
                .with_evidence([subject.value(scope)])
                .with_fix([fix]),
        );
    }
    findings
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
        ] {
            let finding = broken(TASK_PANE, "User.Read", to);
            assert_eq!((finding.code, finding.title.as_str()), (Code::ScopeNotAShortName, title));
            assert_eq!(place(&finding), (17, 44));
        }
    }
}
