use super::{CredentialFacts, OnBehalfOfRule, SecretShape, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::ClientSecretIsItsId,
        severity: Severity::Error,
        summary: "the client secret is the secret's ID, not its value",
        meaning: "The portal lists *Value* and *Secret ID* side by side, and shows the value only once, right after it is made. The ID is a \
                GUID; a value never is.",
        fix: &[
            "Certificates & secrets, Client secrets, New client secret: copy the Value before you leave the page",
            "put it where the old text was: hallpass secret set, and your server's environment",
        ],
        would_cause: &["AADSTS7000215"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    let CredentialFacts::Secret { shape: SecretShape::Id, .. } = subject.attempt.credential else { return None };
    let evidence = subject.parameter("client_secret", "has the shape of a GUID");
    let detail = "Entra wants the value, which the portal shows once.";
    Some(Finding::of(rule, "the client secret is the secret's ID, not its value", detail).with_evidence([evidence]))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{broken, told};
    use super::super::{CredentialFacts, SecretShape};
    use crate::Code;
    use crate::token::ClientSecret;

    #[test]
    fn a_guid_is_an_id() {
        let shape = SecretShape::of(&ClientSecret::new("0e8f3e0e-6f0a-4c58-9a55-0d2b6d3a7c21"));
        let finding = broken(|attempt| attempt.credential = CredentialFacts::Secret { shape, end: None });
        assert_eq!(told(&finding), (Code::ClientSecretIsItsId, "AADSTS7000215"));
    }
}
