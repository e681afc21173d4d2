use jiff::SignedDuration;

use super::credentials::{Credential, Kind, all, day};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::ClientSecretLongLived,
        severity: Severity::Info,
        summary: "a client secret lives for more than 24 months",
        meaning: "The portal makes secrets of at most 24 months, and Microsoft recommends less than 12: a secret that \
                got out works until its end. A longer one was made through Graph or a script; tenants may forbid \
                those.",
        fix: &["Certificates & secrets, New client secret with a shorter life; then remove the old one"],
        would_cause: &[],
    },
    check,
};

/// 24 months with a leap day in them, and a day of grace for how tools round.
const LONGEST: SignedDuration = SignedDuration::from_hours(732 * 24);

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut found = all(subject);
    found.retain(|credential| {
        credential.kind == Kind::Secret && !credential.is_over(subject.now) && is_long(credential)
    });
    let Some((first, end)) = found.first().and_then(|first| Some((first, first.end?))) else { return Vec::new() };
    let title = format!("the {} lives until {}", first.name(), day(end));
    let detail = "That is more than the 24 months which the portal gives. A secret that got out works until its end.";
    let evidence = found.iter().take(SHOWN).map(|credential| credential.evidence(subject));
    vec![Finding::of(rule, title, detail).with_evidence(evidence)]
}

fn is_long(credential: &Credential) -> bool {
    credential.start.zip(credential.end).is_some_and(|(start, end)| end.duration_since(start) > LONGEST)
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    /// From the first of January 2026.
    fn until(end: &str) -> impl Fn(&mut Healthy) {
        move |healthy| healthy.registration.password_credentials[0].end_date_time = Some(end.parse().unwrap())
    }

    #[test]
    fn more_than_the_portal_gives() {
        let finding = Healthy::localhost().broken(until("2099-12-31T00:00:00Z"));
        let property = "passwordCredentials[0].endDateTime";
        assert_eq!(told(&finding), (Code::ClientSecretLongLived, Severity::Info, property));
        assert_eq!(finding.title, "the client secret \"server\" lives until 2099-12-31");
        Healthy::localhost().stays_silent(until("2028-01-01T00:00:00Z"));
    }
}
