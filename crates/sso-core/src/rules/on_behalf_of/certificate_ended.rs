use super::{CredentialFacts, OnBehalfOfRule, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::CertificateEnded,
        severity: Severity::Error,
        summary: "the certificate that would sign has ended",
        meaning: "Entra refuses what is signed with a certificate whose time is over, even where it is still listed.",
        fix: &[
            "Certificates & secrets, Certificates, Upload certificate: a new one, without its private key",
            "let Hallpass and your server sign with it, then remove the old one",
        ],
        would_cause: &["AADSTS700027"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    let CredentialFacts::Certificate { end: Some(end) } = subject.attempt.credential else { return None };
    (end <= subject.attempt.now).then(|| {
        let title = format!("the certificate ended on {}", end.strftime("%F"));
        let evidence = subject.parameter("client_assertion", &format!("its certificate ended at {end}"));
        Finding::of(rule, title, "Nothing is wrong with the assertion.").with_evidence([evidence])
    })
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::super::CredentialFacts;
    use super::super::testing::{broken, now, silent, told};
    use crate::Code;

    #[test]
    fn to_the_second() {
        let ending = |end| CredentialFacts::Certificate { end: Some(end) };
        let finding = broken(|attempt| attempt.credential = ending(now()));
        assert_eq!(told(&finding), (Code::CertificateEnded, "AADSTS700027"));
        silent(|attempt| attempt.credential = ending(now() + SignedDuration::from_secs(1)));
        silent(|attempt| attempt.credential = CredentialFacts::Certificate { end: None });
    }
}
