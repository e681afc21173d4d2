use super::uris::{Platform, RedirectUri, found, of_browsers};
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriWithoutPath,
        severity: Severity::Info,
        summary: "a redirect URI of a page has no path",
        meaning: "Entra sends the browser to such a URI with a slash at its end, in the response modes query and \
                fragment. A page that compares the address with the one it sent, or redeems the code with the text \
                as it was registered, may not see the same one.",
        fix: &["Authentication: write the path of the page, such as /dialog.html, or the slash"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut uris = of_browsers(subject);
    uris.retain(|uri| uri.platform != Platform::PublicClient && is_bare(uri));
    found(subject, rule, &uris, "without a path", "Entra sends the browser there with a slash at the end.")
}

fn is_bare(uri: &RedirectUri<'_>) -> bool {
    // What is parsed has the slash.
    uri.url().is_some_and(|url| url.scheme() == "https" && url.path() == "/")
        && uri.text.split_once("://").is_some_and(|(_, rest)| !rest.contains(['/', '?', '#']))
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn the_origin_alone() {
        let finding = broken(|registration| registration.spa.redirect_uris = vec!["https://localhost:3000".to_owned()]);
        assert_eq!(told(&finding), (Code::RedirectUriWithoutPath, Severity::Info, "spa.redirectUris[0]"));
        Healthy::localhost().stays_silent(|healthy| {
            healthy.registration.spa.redirect_uris.push("https://localhost:3000/".to_owned());
        });
    }
}
