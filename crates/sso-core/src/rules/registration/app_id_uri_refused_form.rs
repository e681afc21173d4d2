use super::uris::{Uri, uris};
use super::{RegistrationRule, SHOWN, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AppIdUriRefusedForm,
        severity: Severity::Error,
        summary: "an Application ID URI has a wildcard, a query or a fragment, or is a urn",
        meaning: "Entra takes no wildcard for any account types. With personal Microsoft accounts among them it takes no \
                query, no fragment and no urn: either; else those are warnings, because Office's form has none of \
                them.",
        fix: &["Expose an API, Application ID URI, Edit: write it without"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let personal = subject.takes_personal_accounts();
    let uris = uris(subject);
    let found = uris.iter().filter_map(|uri| Some((uri, refused(uri, personal)?))).collect::<Vec<_>>();
    let Some((first, what)) = found.iter().min_by_key(|(_, (_, severity))| *severity) else { return Vec::new() };
    let (what, severity) = *what;
    let title = format!("the Application ID URI {what}: {}", first.text);
    let detail = match (personal, severity) {
        (true, Severity::Error) => "With personal accounts among the account types Entra refuses it.",
        (false, Severity::Error) => "Entra refuses it for any account types.",
        _ => "Office's form has none, and with personal accounts among the account types Entra would refuse it.",
    };
    vec![
        Finding::of(rule, title, detail)
            .with_severity(severity)
            .with_evidence(found.iter().take(SHOWN).map(|(uri, _)| subject.value(uri.property(), uri.text))),
    ]
}

fn refused(uri: &Uri<'_>, personal: bool) -> Option<(&'static str, Severity)> {
    let with_personal = if personal { Severity::Error } else { Severity::Warning };
    if uri.text.contains('*') {
        Some(("has a wildcard", Severity::Error))
    } else if uri.text.contains('?') {
        Some(("has a query", with_personal))
    } else if uri.text.contains('#') {
        Some(("has a fragment", with_personal))
    } else if personal && uri.text.starts_with("urn:") {
        Some(("is a urn", Severity::Error))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, ID, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn by_account_types() {
        for (healthy, uri, severity, what) in [
            (Healthy::localhost(), format!("api://*.contoso.com/{ID}"), Severity::Error, "has a wildcard"),
            (Healthy::localhost(), format!("api://contoso.com/{ID}?x=1"), Severity::Warning, "has a query"),
            (Healthy::localhost(), format!("api://contoso.com/{ID}#x"), Severity::Warning, "has a fragment"),
            (Healthy::personal(), format!("api://*.contoso.com/{ID}"), Severity::Error, "has a wildcard"),
            (Healthy::personal(), format!("api://contoso.com/{ID}?x=1"), Severity::Error, "has a query"),
            (Healthy::personal(), format!("api://contoso.com/{ID}#x"), Severity::Error, "has a fragment"),
            (Healthy::personal(), "urn:contoso".to_owned(), Severity::Error, "is a urn"),
        ] {
            let finding = healthy.breaks(|registration| registration.identifier_uris.push(uri.clone()));
            assert_eq!(told(&finding), (Code::AppIdUriRefusedForm, severity, "identifierUris[1]"));
            assert_eq!(finding.title, format!("the Application ID URI {what}: {uri}"));
        }
    }

    #[test]
    fn of_the_only_one() {
        for uri in [format!("api://*.contoso.com/{ID}"), format!("api://localhost:3000/{ID}?x")] {
            let finding = broken(|registration| registration.identifier_uris = vec![uri]);
            assert_eq!(finding.code, Code::AppIdUriRefusedForm);
        }
    }
}
