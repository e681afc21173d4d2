use super::uris::{RedirectUri, found, of_browsers};
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriQuery,
        severity: Severity::Error,
        summary: "a redirect URI has a query string, and personal Microsoft accounts are among the account types",
        meaning: "Entra takes a query string in redirect URIs for work and school accounts alone. With personal \
                Microsoft accounts, saving the registration is refused.",
        fix: &[
            "Authentication: write the address without ? and what follows, and keep that in the parameter state",
            "or take the personal accounts out: Authentication, Supported account types",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    if !subject.takes_personal_accounts() {
        return Vec::new();
    }
    let mut uris = of_browsers(subject);
    uris.retain(has_query);
    found(
        subject,
        rule,
        &uris,
        "with a query string",
        subject.with_personal_accounts("Entra does not take it with personal Microsoft accounts."),
    )
}

/// A question mark behind # is none of a query.
fn has_query(uri: &RedirectUri<'_>) -> bool {
    uri.text.split('#').next().is_some_and(|text| text.contains('?'))
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    const URI: &str = "https://addin.contoso.com/dialog.html?lang=en";

    #[test]
    fn with_personal_accounts_alone() {
        let finding = Healthy::personal().breaks(|registration| registration.spa.redirect_uris.push(URI.to_owned()));
        assert_eq!(told(&finding), (Code::RedirectUriQuery, Severity::Error, "spa.redirectUris[1]"));
        assert_eq!(finding.title, format!("a redirect URI with a query string: {URI}"));
        Healthy::production().stays_silent(|healthy| healthy.registration.spa.redirect_uris.push(URI.to_owned()));
    }
}
