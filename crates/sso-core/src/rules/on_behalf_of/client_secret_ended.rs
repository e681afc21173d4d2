use super::{CredentialFacts, OnBehalfOfRule, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::ClientSecretEnded,
        severity: Severity::Error,
        summary: "the client secret that would be sent has ended",
        meaning: "A client secret has an end date. From then on Entra refuses it, on every machine at once.",
        fix: &[
            "Certificates & secrets, Client secrets, New client secret: copy the Value before you leave the page",
            "put it where the old one was, then remove the old one",
        ],
        would_cause: &["AADSTS7000222"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    let CredentialFacts::Secret { end: Some(end), .. } = subject.attempt.credential else { return None };
    (end <= subject.attempt.now).then(|| {
        let title = format!("the client secret ended on {}", end.strftime("%F"));
        let detail = "Nothing is wrong with the assertion; no exchange works until there is a new secret.";
        Finding::of(rule, title, detail).with_evidence([subject.parameter("client_secret", &format!("ended at {end}"))])
    })
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::super::testing::{broken, now, silent, told};
    use super::super::{CredentialFacts, SecretShape};
    use crate::Code;

    #[test]
    fn to_the_second() {
        let ending = |end| CredentialFacts::Secret { shape: SecretShape::Value, end: Some(end) };
        let finding = broken(|attempt| attempt.credential = ending(now()));
        assert_eq!(told(&finding), (Code::ClientSecretEnded, "AADSTS7000222"));
        silent(|attempt| attempt.credential = ending(now() + SignedDuration::from_secs(1)));
    }
}
