use super::{OnBehalfOfRule, Subject};
use crate::rules::Rule;
use crate::token::TokenKind;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::AssertionIsForGraph,
        severity: Severity::Error,
        summary: "the assertion is a token for Microsoft Graph",
        meaning: "On-Behalf-Of turns a token for your server into one for Graph. A Graph token is the result already; it is signed so that \
                Graph alone can check it, and as an assertion its signature fails.",
        fix: &[
            "ask for the add-in's own scope in the client, which ends in /access_as_user, and send that token to the server",
            "or call Graph with this token where it is, without On-Behalf-Of",
        ],
        would_cause: &["AADSTS50013"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    (subject.kind() == TokenKind::GraphAccessToken).then(|| {
        let detail = "Its audience is Graph, not your app.";
        Finding::of(rule, "the assertion is a token for Microsoft Graph", detail).with_evidence([subject.claim("aud")])
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{broken, told, with};
    use crate::Code;

    #[test]
    fn told_by_its_audience() {
        for aud in
            ["00000003-0000-0000-c000-000000000000", "https://graph.microsoft.com", "https://graph.microsoft.us/"]
        {
            let finding = broken(|attempt| attempt.assertion = with(json!({"aud": aud})));
            assert_eq!(told(&finding), (Code::AssertionIsForGraph, "AADSTS50013"), "{aud}");
        }
    }
}
