use super::credentials::{Credential, Kind, all, day, severity, until};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::CertificateEndsSoon,
        severity: Severity::Warning,
        summary: "a certificate ends within 30 days",
        meaning: "From its end on, every exchange of Office's token on the server is refused. A new one can be uploaded beside it, so \
                that nothing stands still. It is an info where another certificate or a secret goes on for longer, \
                or where nested app authentication alone is used.",
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
    found.retain(|credential| credential.kind == Kind::Certificate && credential.ends_soon(subject.now));
    let Some((first, end)) = found.first().and_then(|first| Some((first, first.end?))) else { return Vec::new() };
    let severity = severity(subject, Severity::Warning);
    let title = format!("the {} ends on {}, {}", first.name(), day(end), until(end, subject.now));
    let detail = match severity {
        Severity::Info => "Another credential goes on for longer, or nothing is exchanged.",
        _ => "Entra refuses what is signed with it from then on, and no other credential goes on for longer.",
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
    fn from_thirty_days_on() {
        let finding = Healthy::localhost().broken(until("2026-02-14T00:00:00Z"));
        assert_eq!(told(&finding), (Code::CertificateEndsSoon, Severity::Warning, "keyCredentials[0].endDateTime"));
        assert_eq!(finding.title, "the certificate \"CN=Contoso\" ends on 2026-02-14, in 30 days");
        Healthy::localhost().stays_silent(until("2026-02-14T00:00:01Z"));
    }
}
