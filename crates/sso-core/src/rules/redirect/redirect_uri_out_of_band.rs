use super::uris::{RedirectUri, found, of_browsers};
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriOutOfBand,
        severity: Severity::Info,
        summary: "urn:ietf:wg:oauth:2.0:oob is among the redirect URIs",
        meaning: "It is from a time when native apps had no address to send the browser to, and showed the code on a \
                page instead. Nothing of an add-in needs it, and programs of today sign in with http://localhost.",
        fix: &["Authentication, Mobile and desktop applications: remove it if no old program uses it"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut uris = of_browsers(subject);
    uris.retain(is_out_of_band);
    found(subject, rule, &uris, "of old native apps", "Nothing of an add-in needs it.")
}

pub(super) fn is_out_of_band(uri: &RedirectUri<'_>) -> bool {
    let oob = "urn:ietf:wg:oauth:2.0:oob";
    uri.text.get(..oob.len()).is_some_and(|start| start.eq_ignore_ascii_case(oob))
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{broken, told};
    use crate::{Code, Severity};

    #[test]
    fn under_either_platform() {
        let oob = || "urn:ietf:wg:oauth:2.0:oob".to_owned();
        let finding = broken(|registration| registration.public_client.redirect_uris.push(oob()));
        let property = "publicClient.redirectUris[1]";
        assert_eq!(told(&finding), (Code::RedirectUriOutOfBand, Severity::Info, property));
        let finding = broken(|registration| registration.web.redirect_uris.push(oob()));
        assert_eq!(told(&finding), (Code::RedirectUriOutOfBand, Severity::Info, "web.redirectUris[0]"));
    }
}
