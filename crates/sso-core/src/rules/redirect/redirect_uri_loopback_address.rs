use super::uris::{RedirectUri, found, is_loopback_address, of_browsers};
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriLoopbackAddress,
        severity: Severity::Warning,
        summary: "a redirect URI names the loopback address instead of localhost",
        meaning: "Entra ignores the port of http://localhost, so that a sign-in from the desktop may take any free \
                port. For http://127.0.0.1 that may not hold: Microsoft recommends it in one place, and public \
                reports end in AADSTS50011. The portal does not take it in its text box. http://[::1] is not \
                supported at all.",
        fix: &[
            "Authentication, Mobile and desktop applications: http://localhost instead",
            "let the program listen on 127.0.0.1 and on [::1], and send http://localhost with its port",
        ],
        would_cause: &["AADSTS50011"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut uris = of_browsers(subject);
    uris.retain(is_loopback);
    let detail = match uris.iter().any(|uri| uri.text.contains('[')) {
        true => "Entra does not support the address of IPv6, and may not ignore the port of 127.0.0.1.",
        false => "Entra may not ignore its port, as it does for localhost.",
    };
    found(subject, rule, &uris, "with a loopback address", detail)
}

fn is_loopback(uri: &RedirectUri<'_>) -> bool {
    uri.url().is_some_and(|url| url.scheme() == "http" && is_loopback_address(&url))
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, broken, property, told};
    use crate::{Code, Severity};

    #[test]
    fn of_either_protocol() {
        for (uri, detail) in [
            ("http://127.0.0.1", "Entra may not ignore its port, as it does for localhost."),
            (
                "http://[::1]:5000/auth",
                "Entra does not support the address of IPv6, and may not ignore the port of 127.0.0.1.",
            ),
        ] {
            let finding = broken(|registration| registration.public_client.redirect_uris.push(uri.to_owned()));
            let property = "publicClient.redirectUris[1]";
            assert_eq!(told(&finding), (Code::RedirectUriLoopbackAddress, Severity::Warning, property));
            assert_eq!(finding.detail, detail);
        }
    }

    #[test]
    fn instead_of_localhost_it_is_one_finding() {
        let finding = Healthy::localhost().breaks(|registration| {
            registration.public_client.redirect_uris = vec!["http://127.0.0.1".to_owned()];
        });
        assert_eq!(property(&finding), "publicClient.redirectUris[0]");
    }

    #[test]
    fn of_a_page_on_https() {
        Healthy::localhost().alone().stays_silent(|healthy| {
            healthy.registration.spa.redirect_uris.push("https://127.0.0.1:3000/dialog.html".to_owned());
        });
    }
}
