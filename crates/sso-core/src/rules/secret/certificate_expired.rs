use super::credentials::{Credential, Kind, all, day, severity};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::CertificateExpired,
        severity: Severity::Error,
        summary: "a certificate has expired",
        meaning: "Entra refuses a client assertion that is signed with it, and with it every exchange of Office's token on the \
                server. It is an info where another certificate or a secret goes on, or where nested app \
                authentication alone is used.",
        fix: &[
            "Certificates & secrets, Certificates, Upload certificate: the new one, without its private key",
            "let the server sign with it, then remove the old one",
        ],
        would_cause: &["AADSTS700027"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut found = all(subject);
    found.retain(|credential| credential.kind == Kind::Certificate && credential.is_over(subject.now));
    let Some((first, end)) = found.first().and_then(|first| Some((first, first.end?))) else { return Vec::new() };
    let severity = severity(subject, Severity::Error);
    let title = match found.len() {
        1 => format!("the {} ended on {}", first.name(), day(end)),
        count => format!("{count} certificates ended, the first of them on {}", day(end)),
    };
    let detail = match severity {
        Severity::Info => {
            "No server needs it: another credential goes on, or nothing is exchanged. It only takes up room."
        }
        _ => "Entra refuses what is signed with it, and no other credential goes on for longer.",
    };
    let evidence = found.iter().take(SHOWN).map(|credential: &Credential| credential.evidence(subject));
    vec![Finding::of(rule, title, detail).with_severity(severity).with_evidence(evidence)]
}

#[cfg(test)]
mod tests {
    use crate::registration::KeyCredential;
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    /// With a certificate alone, which ends then.
    fn until(end: &str) -> impl Fn(&mut Healthy) {
        move |healthy| {
            healthy.registration.password_credentials.clear();
            healthy.registration.key_credentials = vec![KeyCredential {
                display_name: Some("CN=Contoso".to_owned()),
                end_date_time: Some(end.parse().unwrap()),
                ..KeyCredential::default()
            }];
        }
    }

    #[test]
    fn the_only_one() {
        let finding = Healthy::localhost().broken(until("2026-01-15T00:00:00Z"));
        assert_eq!(told(&finding), (Code::CertificateExpired, Severity::Error, "keyCredentials[0].endDateTime"));
        assert_eq!(finding.title, "the certificate \"CN=Contoso\" ended on 2026-01-15");
    }

    #[test]
    fn beside_a_secret_that_goes_on() {
        let mut healthy = Healthy::localhost();
        let secrets = healthy.registration.password_credentials.clone();
        until("2026-01-01T00:00:00Z")(&mut healthy);
        healthy.registration.password_credentials = secrets;
        let findings = healthy.findings();
        let told = findings.iter().map(|finding| (finding.code, finding.severity)).collect::<Vec<_>>();
        assert_eq!(told, [(Code::CertificateExpired, Severity::Info)]);
    }

    #[test]
    fn one_that_goes_on() {
        Healthy::localhost().stays_silent(until("2026-06-30T00:00:00Z"));
    }
}
