use std::collections::BTreeSet;

use super::uris::{RedirectUri, all, found};
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriDuplicate,
        severity: Severity::Info,
        summary: "a redirect URI stands twice under one platform",
        meaning: "The host has no case, and no path may be the same as a slash: such a URI says what another one says \
                already. Each counts towards the number that Entra takes.",
        fix: &["Authentication: remove one of the two"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut uris = all(subject);
    uris.retain(|uri: &RedirectUri<'_>| !seen.insert((uri.platform, uri.key())));
    found(subject, rule, &uris, "that was there before", "Another one under the same platform may say the same.")
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn the_same_or_with_a_slash() {
        let page = "https://localhost:3000/dialog.html";
        let finding = broken(|registration| registration.spa.redirect_uris.push(page.to_owned()));
        assert_eq!(told(&finding), (Code::RedirectUriDuplicate, Severity::Info, "spa.redirectUris[1]"));
        assert_eq!(finding.title, format!("a redirect URI that was there before: {page}"));
        let finding =
            broken(|registration| registration.public_client.redirect_uris.push("http://localhost/".to_owned()));
        assert_eq!(told(&finding), (Code::RedirectUriDuplicate, Severity::Info, "publicClient.redirectUris[1]"));
    }

    #[test]
    fn a_path_has_a_case() {
        Healthy::localhost().stays_silent(|healthy| {
            healthy.registration.spa.redirect_uris.push("https://localhost:3000/Dialog.html".to_owned());
        });
    }
}
