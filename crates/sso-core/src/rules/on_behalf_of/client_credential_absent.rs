use super::{CredentialFacts, OnBehalfOfRule, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::ClientCredentialAbsent,
        severity: Severity::Error,
        summary: "the request has neither a client secret nor a certificate",
        meaning: "Only a confidential client may act on behalf of a user: the server proves with a secret or a certificate who it is. Code \
                that runs in the task pane can keep no secret, so it cannot do this.",
        fix: &[
            "give Hallpass the secret's value: hallpass secret set",
            "in your own server, read it from the environment or a key store, and send it as client_secret",
        ],
        would_cause: &["AADSTS7000218"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    (subject.attempt.credential == CredentialFacts::None).then(|| {
        let detail = "Entra asks for one of them before it looks at the assertion.";
        let evidence = subject.parameter("client_secret", "not there");
        Finding::of(rule, "there is no client secret and no certificate to send", detail).with_evidence([evidence])
    })
}

#[cfg(test)]
mod tests {
    use super::super::CredentialFacts;
    use super::super::testing::{broken, told};
    use crate::Code;

    #[test]
    fn without_any() {
        let finding = broken(|attempt| attempt.credential = CredentialFacts::None);
        assert_eq!(told(&finding), (Code::ClientCredentialAbsent, "AADSTS7000218"));
    }
}
