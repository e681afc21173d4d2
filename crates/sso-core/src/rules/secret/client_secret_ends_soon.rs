use super::credentials::{Credential, Kind, all, day, severity, until};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::ClientSecretEndsSoon,
        severity: Severity::Warning,
        summary: "a client secret ends within 30 days",
        meaning: "From its end on, every exchange of Office's token on the server is refused. A new one can be made beside it, so \
                that nothing stands still. It is an info where another secret or a certificate goes on for longer, or \
                where nested app authentication alone is used.",
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
    found.retain(|credential| credential.kind == Kind::Secret && credential.ends_soon(subject.now));
    let Some((first, end)) = found.first().and_then(|first| Some((first, first.end?))) else { return Vec::new() };
    let severity = severity(subject, Severity::Warning);
    let title = format!("the {} ends on {}, {}", first.name(), day(end), until(end, subject.now));
    let detail = match severity {
        Severity::Info => "Another credential goes on for longer, or nothing is exchanged.",
        _ => "Entra refuses it from then on, and no other credential goes on for longer.",
    };
    let evidence = found.iter().take(SHOWN).map(|credential: &Credential| credential.evidence(subject));
    vec![Finding::of(rule, title, detail).with_severity(severity).with_evidence(evidence)]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    #[test]
    fn from_thirty_days_on() {
        let finding = Healthy::localhost().broken(|healthy| healthy.now = "2026-05-31T00:00:00Z".parse().unwrap());
        let property = "passwordCredentials[0].endDateTime";
        assert_eq!(told(&finding), (Code::ClientSecretEndsSoon, Severity::Warning, property));
        assert_eq!(finding.title, "the client secret \"server\" ends on 2026-06-30, in 30 days");
        Healthy::localhost().stays_silent(|healthy| healthy.now = "2026-05-30T23:59:59Z".parse().unwrap());
    }

    #[test]
    fn beside_one_that_goes_on() {
        let finding = Healthy::localhost().breaks(|registration| {
            let mut old = registration.password_credentials[0].clone();
            old.end_date_time = Some("2026-01-16T00:00:00Z".parse().unwrap());
            registration.password_credentials.insert(0, old);
        });
        let property = "passwordCredentials[0].endDateTime";
        assert_eq!(told(&finding), (Code::ClientSecretEndsSoon, Severity::Info, property));
    }
}
