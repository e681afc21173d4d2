use super::{CredentialFacts, OnBehalfOfRule, SecretShape, Subject};
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
    let (title, found) = match subject.attempt.credential {
        CredentialFacts::None => ("there is no client secret and no certificate to send", "not there"),
        // A parameter without a value counts as left out (RFC 6749 §3.2).
        CredentialFacts::Secret { shape: SecretShape::Empty, .. } => ("the client secret is empty", "no text"),
        _ => return None,
    };
    let detail = "Entra asks for one of them before it looks at the assertion.";
    Some(Finding::of(rule, title, detail).with_evidence([subject.parameter("client_secret", found)]))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{broken, told};
    use super::super::{CredentialFacts, SecretShape};
    use crate::Code;

    #[test]
    fn without_any() {
        for credential in [CredentialFacts::None, CredentialFacts::Secret { shape: SecretShape::Empty, end: None }] {
            let finding = broken(|attempt| attempt.credential = credential);
            assert_eq!(told(&finding), (Code::ClientCredentialAbsent, "AADSTS7000218"), "{credential:?}");
        }
    }
}
