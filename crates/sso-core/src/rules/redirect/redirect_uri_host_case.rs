use super::uris::{RedirectUri, found, of_browsers};
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriHostCase,
        severity: Severity::Info,
        summary: "the host of a redirect URI has capital letters",
        meaning: "Entra compares hosts without regard to case, and browsers write them in lower case. The path is \
                another matter: there /Dialog.html and /dialog.html are two. An Application ID URI of the same host \
                has to be in lower case altogether.",
        fix: &["Authentication: write the host in lower case, as the browser does"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut uris = of_browsers(subject);
    uris.retain(|uri| uri.url().is_some_and(|url| url.has_host()) && has_capitals(uri));
    let detail = "Entra ignores the case of a host, and takes note of that of a path.";
    found(subject, rule, &uris, "with capital letters in its host", detail)
}

fn has_capitals(uri: &RedirectUri<'_>) -> bool {
    let rest = uri.text.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.chars().any(|character| character.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn in_the_host_alone() {
        let finding =
            broken(|registration| registration.spa.redirect_uris = vec!["https://Localhost:3000/a".to_owned()]);
        assert_eq!(told(&finding), (Code::RedirectUriHostCase, Severity::Info, "spa.redirectUris[0]"));
        Healthy::localhost().stays_silent(|healthy| {
            healthy.registration.spa.redirect_uris.push("https://localhost:3000/Home/AuthReturn".to_owned());
        });
    }
}
