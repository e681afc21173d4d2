use super::{OnBehalfOfRule, Subject};
use crate::rules::Rule;
use crate::token::TokenKind;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::AssertionIsIdToken,
        severity: Severity::Error,
        summary: "the assertion is an ID token",
        meaning: "An ID token tells the client who signed in. It gives access to nothing, so nobody can act on it. MSAL returns both: \
                idToken and accessToken.",
        fix: &[
            "send the accessToken of MSAL's answer, not its idToken",
            "ask for the add-in's own scope, which ends in /access_as_user: with openid and profile alone there is no access token for \
            your server",
        ],
        would_cause: &["AADSTS240002"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    (subject.kind() == TokenKind::IdToken).then(|| {
        let detail = "It has no scp: it names the user, and gives nobody access.";
        Finding::of(rule, "the assertion is an ID token", detail).with_evidence([subject.claim("scp")])
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{broken, told, with};
    use crate::Code;

    #[test]
    fn told_by_its_claims() {
        for changes in [json!({"scp": null, "nonce": "n"}), json!({"scp": null, "azp": null})] {
            let finding = broken(|attempt| attempt.assertion = with(changes));
            assert_eq!(told(&finding), (Code::AssertionIsIdToken, "AADSTS240002"));
        }
    }
}
