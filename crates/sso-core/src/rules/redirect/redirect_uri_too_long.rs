use super::uris::{all, found};
use crate::limit::REDIRECT_URI;
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriTooLong,
        severity: Severity::Error,
        summary: "a redirect URI has more characters than Entra takes",
        meaning: "A redirect URI has at most 256 characters.",
        fix: &["give the page a shorter path, and keep what varies in the parameter state"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut uris = all(subject);
    uris.retain(|uri| uri.text.chars().count() > REDIRECT_URI);
    let what = format!("of more than {REDIRECT_URI} characters");
    found(subject, rule, &uris, &what, "Saving the registration is refused.")
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    fn uri(length: usize) -> String {
        let uri = "https://localhost:3000/".to_owned();
        let path = "a".repeat(length - uri.len());
        uri + &path
    }

    #[test]
    fn one_more_than_entra_takes() {
        let finding = broken(|registration| registration.spa.redirect_uris.push(uri(257)));
        assert_eq!(told(&finding), (Code::RedirectUriTooLong, Severity::Error, "spa.redirectUris[1]"));
        Healthy::localhost().stays_silent(|healthy| healthy.registration.spa.redirect_uris.push(uri(256)));
    }
}
