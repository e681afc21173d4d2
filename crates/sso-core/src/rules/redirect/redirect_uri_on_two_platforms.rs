use std::collections::BTreeMap;

use super::uris::{RedirectUri, of_browsers};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriOnTwoPlatforms,
        severity: Severity::Error,
        summary: "a redirect URI stands under two platforms",
        meaning: "The platform decides how a code is redeemed: Web with a secret, Single-page application from a page, \
                mobile and desktop applications without either. A URI under two of them has no such rule, and a \
                sign-in meets the wrong one. It is a warning where the two differ in the case of the host or in the \
                slash after it: Entra may take them for one.",
        fix: &[
            "Authentication: keep it under the platform that redeems the code, and remove it from the other",
            "give the other purpose another path",
        ],
        would_cause: &["AADSTS7000218", "AADSTS9002326", "AADSTS9002327"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut groups = BTreeMap::<String, Vec<RedirectUri<'_>>>::new();
    for uri in of_browsers(subject) {
        groups.entry(uri.key()).or_default().push(uri);
    }
    let pairs = groups.into_values().filter_map(across).take(SHOWN).map(|(first, other)| {
        if first.text == other.text {
            let title = format!("{} stands under {} and {}", first.text, first.platform.name(), other.platform.name());
            let detail = "The platform decides how Entra redeems a code, so that a URI has one.";
            return Finding::of(rule, title, detail).with_evidence([first.evidence(subject), other.evidence(subject)]);
        }
        let title = format!(
            "{} stands under {}, and {} under {}",
            first.text,
            first.platform.name(),
            other.text,
            other.platform.name()
        );
        let detail = "Entra may take the two for one, and the platform decides how it redeems a code.";
        let finding = Finding::of(rule, title, detail).with_severity(Severity::Warning);
        finding.with_evidence([first.evidence(subject), other.evidence(subject)])
    });
    pairs.collect()
}

/// The first, and the first of another platform.
fn across(group: Vec<RedirectUri<'_>>) -> Option<(RedirectUri<'_>, RedirectUri<'_>)> {
    let first = *group.first()?;
    let other = group.into_iter().find(|uri| uri.platform != first.platform)?;
    Some((first, other))
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn the_same_with_a_slash_too() {
        let page = "https://localhost:3000/dialog.html";
        let finding = broken(|registration| registration.web.redirect_uris.push(page.to_owned()));
        assert_eq!(told(&finding), (Code::RedirectUriOnTwoPlatforms, Severity::Error, "web.redirectUris[0]"));
        assert_eq!(finding.title, format!("{page} stands under Web and Single-page application"));
        let finding = broken(|registration| registration.web.redirect_uris.push("http://localhost/".to_owned()));
        assert_eq!(
            finding.title,
            "http://localhost/ stands under Web, and http://localhost under Mobile and desktop applications"
        );
        assert_eq!(finding.severity, Severity::Warning);
        let finding = broken(|registration| registration.web.redirect_uris.push("http://localhost".to_owned()));
        assert_eq!(finding.title, "http://localhost stands under Web and Mobile and desktop applications");
        assert_eq!(finding.evidence[1].place.path.as_deref(), Some("publicClient.redirectUris[0]"));
    }

    #[test]
    fn another_path() {
        Healthy::localhost().stays_silent(|healthy| {
            healthy.registration.web.redirect_uris.push("https://localhost:3000/Dialog.html".to_owned());
        });
    }
}
