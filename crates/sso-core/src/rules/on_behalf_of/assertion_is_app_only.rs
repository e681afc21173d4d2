use super::{OnBehalfOfRule, Subject};
use crate::rules::Rule;
use crate::token::TokenKind;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::AssertionIsAppOnly,
        severity: Severity::Error,
        summary: "the assertion is a token of an application, without a user",
        meaning: "A token from the client credentials grant names an application. There is no user on whose behalf anything could be done. \
                Public reports also name AADSTS50013 for it.",
        fix: &[
            "send the token of a signed-in user: what getAccessToken returned",
            "for work without a user, ask for a token with the client credentials grant and application permissions",
        ],
        would_cause: &["AADSTS7000114"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    (subject.kind() == TokenKind::AppOnlyToken).then(|| {
        let detail = "No user stands behind it.";
        let evidence = ["idtyp", "sub", "oid"].map(|name| subject.claim(name));
        Finding::of(rule, "the assertion is an app-only token", detail).with_evidence(evidence)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{broken, told, with};
    use crate::Code;

    #[test]
    fn told_by_idtyp_or_by_the_lack_of_a_user() {
        for changes in [json!({"idtyp": "app"}), json!({"scp": null, "roles": ["Files.Read.All"]})] {
            let finding = broken(|attempt| attempt.assertion = with(changes));
            assert_eq!(told(&finding), (Code::AssertionIsAppOnly, "AADSTS7000114"));
        }
    }
}
