use super::uris::{found, of_browsers};
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriFragment,
        severity: Severity::Error,
        summary: "a redirect URI has a fragment",
        meaning: "What follows # belongs to the browser. Entra takes no redirect URI with one (RFC 6749 forbids it), \
                and answers a page in the fragment itself.",
        fix: &["Authentication: write the address up to #, and keep the route of the page in state"],
        would_cause: &["AADSTS50011"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut uris = of_browsers(subject);
    uris.retain(|uri| uri.text.contains('#'));
    found(subject, rule, &uris, "with a fragment", "Entra takes a redirect URI without one alone.")
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{broken, told};
    use crate::{Code, Severity};

    #[test]
    fn empty_or_a_route() {
        for uri in ["https://localhost:3000/app#", "https://localhost:3000/app#/auth"] {
            let finding = broken(|registration| registration.spa.redirect_uris.push(uri.to_owned()));
            assert_eq!(told(&finding), (Code::RedirectUriFragment, Severity::Error, "spa.redirectUris[1]"));
        }
    }
}
