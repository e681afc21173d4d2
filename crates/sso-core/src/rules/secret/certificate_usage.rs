use serde_json::Value;

use crate::registration::KeyCredential;
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::CertificateUsage,
        severity: Severity::Warning,
        summary: "a certificate is not for verifying",
        meaning: "Entra verifies a client assertion with certificates whose usage is Verify. One with the usage Sign points \
                to SAML sign-on, or to a signing key of the application's own. Such an application cannot exchange \
                Office's token: On-Behalf-Of ends in AADSTS50013.",
        fix: &[
            "Certificates & secrets, Certificates, Upload certificate: what is uploaded there is for verifying",
            "if the application has SAML sign-on or a signing key of its own, make a separate registration for the \
                  add-in",
        ],
        would_cause: &["AADSTS700027", "AADSTS50013"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let keys = subject.registration.key_credentials.iter().enumerate();
    let found = keys.filter_map(|(index, key)| Some((index, usage(key).filter(|usage| *usage != VERIFY)?)));
    let found = found.take(crate::rules::SHOWN).collect::<Vec<_>>();
    let Some((_, first)) = found.first() else { return Vec::new() };
    let title = format!("a certificate is for {first}, not for Verify");
    let detail = "Entra does not verify client assertions with it. One for Sign may mean a signing key of the application's own.";
    let evidence = found.iter().map(|(index, usage)| subject.value(format!("keyCredentials[{index}].usage"), usage));
    vec![Finding::of(rule, title, detail).with_evidence(evidence)]
}

/// That of a key with which client assertions are verified.
pub(super) const VERIFY: &str = "Verify";

/// `None` where an excerpt leaves it out.
pub(super) fn usage(key: &KeyCredential) -> Option<&str> {
    key.other.get("usage").and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use crate::registration::{KeyCredential, Registration};
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    fn with(usage: &str) -> impl Fn(&mut Registration) {
        move |registration| {
            let mut key = KeyCredential::default();
            key.other.insert("usage".to_owned(), usage.into());
            registration.key_credentials.push(key);
        }
    }

    #[test]
    fn for_signing() {
        let finding = broken(with("Sign"));
        assert_eq!(told(&finding), (Code::CertificateUsage, Severity::Warning, "keyCredentials[0].usage"));
        assert_eq!(finding.title, "a certificate is for Sign, not for Verify");
        Healthy::localhost().stays_silent(|healthy| with("Verify")(&mut healthy.registration));
    }
}
