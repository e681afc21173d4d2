use super::uris::{found, of_browsers};
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriWildcard,
        severity: Severity::Warning,
        summary: "a redirect URI has a wildcard",
        meaning: "Microsoft advises against it: every page that it matches may receive codes, also one that somebody \
                else puts there. It is an error where personal Microsoft accounts are among the account types: Entra \
                does not take it then. Elsewhere it only comes in through the manifest.",
        fix: &["Authentication: write each address out instead, one URI a page"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut uris = of_browsers(subject);
    uris.retain(|uri| uri.text.contains('*'));
    let (severity, detail) = match subject.takes_personal_accounts() {
        true => (
            Severity::Error,
            subject.with_personal_accounts("Entra does not take it with personal Microsoft accounts."),
        ),
        false => (Severity::Warning, "Every page that it matches may receive codes."),
    };
    let findings = found(subject, rule, &uris, "with a wildcard", detail);
    findings.into_iter().map(|finding| finding.with_severity(severity)).collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    #[test]
    fn worse_with_personal_accounts() {
        for (healthy, severity) in [(Healthy::production(), Severity::Warning), (Healthy::personal(), Severity::Error)]
        {
            for uri in ["https://addin.contoso.com/*", "https://*.contoso.com/dialog.html"] {
                // Without a plan's host to compare with.
                let finding = healthy.clone().alone().breaks(|registration| {
                    registration.spa.redirect_uris.push(uri.to_owned());
                });
                assert_eq!(told(&finding), (Code::RedirectUriWildcard, severity, "spa.redirectUris[1]"));
                assert_eq!(finding.title, format!("a redirect URI with a wildcard: {uri}"));
            }
        }
    }
}
