use serde_json::Value;

use super::certificate_usage::{VERIFY, usage};
use crate::registration::KeyCredential;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::CertificateType,
        severity: Severity::Warning,
        summary: "a key is no certificate",
        meaning: "Entra verifies client assertions with keys of the type AsymmetricX509Cert: a certificate without its \
                private key. A key of another type in the list does not help a server.",
        fix: &["Certificates & secrets, Certificates, Upload certificate: the .cer, .pem or .crt file"],
        would_cause: &["AADSTS700027"],
    },
    check,
};

/// What client assertions are verified with.
pub(super) const CERTIFICATE: &str = "AsymmetricX509Cert";

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let keys = subject.registration.key_credentials.iter().enumerate();
    // A key for another usage has a rule of its own.
    let keys = keys.filter(|(_, key)| usage(key).is_none_or(|usage| usage == VERIFY));
    let of_type = keys.filter_map(|(index, key)| Some((index, kind(key)?)));
    let found = of_type.filter(|(_, kind)| *kind != CERTIFICATE).take(SHOWN).collect::<Vec<_>>();
    let Some((_, first)) = found.first() else { return Vec::new() };
    let title = format!("a key is of the type {first}, not {CERTIFICATE}");
    let detail = "Entra does not verify client assertions with it.";
    let evidence = found.iter().map(|(index, kind)| subject.value(format!("keyCredentials[{index}].type"), kind));
    vec![Finding::of(rule, title, detail).with_evidence(evidence)]
}

/// `None` where an excerpt leaves it out.
pub(super) fn kind(key: &KeyCredential) -> Option<&str> {
    key.other.get("type").and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use crate::registration::{KeyCredential, Registration};
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    fn with(kind: &str) -> impl Fn(&mut Registration) {
        move |registration| {
            let mut key = KeyCredential::default();
            key.other.insert("usage".to_owned(), "Verify".into());
            key.other.insert("type".to_owned(), kind.into());
            registration.key_credentials.push(key);
        }
    }

    #[test]
    fn another_type() {
        let finding = broken(with("Symmetric"));
        assert_eq!(told(&finding), (Code::CertificateType, Severity::Warning, "keyCredentials[0].type"));
        assert_eq!(finding.title, "a key is of the type Symmetric, not AsymmetricX509Cert");
        Healthy::localhost().stays_silent(|healthy| with("AsymmetricX509Cert")(&mut healthy.registration));
    }
}
