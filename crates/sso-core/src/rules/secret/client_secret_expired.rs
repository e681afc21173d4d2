use super::credentials::{Credential, Kind, all, day, severity};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::ClientSecretExpired,
        severity: Severity::Error,
        summary: "a client secret has expired",
        meaning: "Entra refuses a secret from its end on, and with it every exchange of Office's token on the server. It is an info \
                where another secret or a certificate goes on, or where nested app authentication alone is used.",
        fix: &[
            "Certificates & secrets, New client secret: copy its Value, not its Secret ID, into the server's settings",
            "then remove the old one",
        ],
        would_cause: &["AADSTS7000222"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut found = all(subject);
    found.retain(|credential| credential.kind == Kind::Secret && credential.is_over(subject.now));
    let Some((first, end)) = found.first().and_then(|first| Some((first, first.end?))) else { return Vec::new() };
    let severity = severity(subject, Severity::Error);
    let title = match found.len() {
        1 => format!("the {} ended on {}", first.name(), day(end)),
        count => format!("{count} client secrets ended, the first of them on {}", day(end)),
    };
    let detail = match severity {
        Severity::Info => {
            "No server needs it: another credential goes on, or nothing is exchanged. It only takes up room."
        }
        _ => "Entra refuses it, and no other credential goes on for longer.",
    };
    let evidence = found.iter().take(SHOWN).map(|credential: &Credential| credential.evidence(subject));
    vec![Finding::of(rule, title, detail).with_severity(severity).with_evidence(evidence)]
}

#[cfg(test)]
mod tests {
    use crate::registration::KeyCredential;
    use crate::rules::registration::testing::{Healthy, codes, told};
    use crate::{Code, Severity};

    #[test]
    fn the_only_one() {
        let finding = Healthy::localhost().broken(|healthy| healthy.now = "2026-06-30T00:00:00Z".parse().unwrap());
        let property = "passwordCredentials[0].endDateTime";
        assert_eq!(told(&finding), (Code::ClientSecretExpired, Severity::Error, property));
        assert_eq!(finding.title, "the client secret \"server\" ended on 2026-06-30");
    }

    #[test]
    fn beside_one_that_goes_on() {
        let finding = Healthy::localhost().breaks(|registration| {
            let mut old = registration.password_credentials[0].clone();
            old.end_date_time = Some("2026-01-01T00:00:00Z".parse().unwrap());
            old.display_name = None;
            registration.password_credentials.push(old);
        });
        let property = "passwordCredentials[1].endDateTime";
        assert_eq!(told(&finding), (Code::ClientSecretExpired, Severity::Info, property));
        assert_eq!(finding.title, "the client secret number 2 ended on 2026-01-01");
    }

    #[test]
    fn of_several_none_goes_on() {
        let mut healthy = Healthy::localhost();
        let again = healthy.registration.password_credentials[0].clone();
        healthy.registration.password_credentials.push(again);
        healthy.now = "2027-01-01T00:00:00Z".parse().unwrap();
        let findings = healthy.findings();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].title, "2 client secrets ended, the first of them on 2026-06-30");
        assert_eq!(findings[0].severity, Severity::Error);
    }

    /// An application with SAML sign-on has a certificate that Entra signs with: no server proves anything with it.
    #[test]
    fn beside_a_certificate_that_does_not_stand_in_for_it() {
        for (usage, kind, severity) in [
            (Some("Sign"), None, Severity::Error),
            (None, Some("Symmetric"), Severity::Error),
            (Some("Verify"), Some("AsymmetricX509Cert"), Severity::Info),
            (None, None, Severity::Info),
        ] {
            let mut healthy = Healthy::localhost();
            healthy.now = "2026-06-30T00:00:00Z".parse().unwrap();
            let mut key = KeyCredential::default();
            key.other.extend(usage.map(|usage| ("usage".to_owned(), usage.into())));
            key.other.extend(kind.map(|kind| ("type".to_owned(), kind.into())));
            healthy.registration.key_credentials.push(key);
            let findings = healthy.findings();
            let of_secret = findings.iter().find(|finding| finding.code == Code::ClientSecretExpired);
            assert_eq!(of_secret.map(|finding| finding.severity), Some(severity), "{usage:?} {kind:?}");
        }
    }

    #[test]
    fn one_without_an_end() {
        assert_eq!(codes(|registration| registration.password_credentials[0].end_date_time = None), []);
    }
}
