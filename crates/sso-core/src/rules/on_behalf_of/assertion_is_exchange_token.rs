use super::{OnBehalfOfRule, Subject};
use crate::rules::Rule;
use crate::token::TokenKind;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::AssertionIsExchangeToken,
        severity: Severity::Error,
        summary: "the assertion is an Exchange identity token",
        meaning: "getUserIdentityTokenAsync returns a token that Exchange signed. Entra knows neither its key nor its issuer, so it \
                cannot stand for a user there.",
        fix: &["call Office.auth.getAccessToken in the add-in and send what it returns"],
        would_cause: &["AADSTS50013"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    (subject.kind() == TokenKind::ExchangeIdentityToken).then(|| {
        let title = "the assertion is an Exchange user identity token";
        let detail = "It proves a mailbox user to the add-in's own server, and opens nothing at Entra.";
        Finding::of(rule, title, detail).with_evidence([subject.claim("iss")])
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{broken, told, with};
    use crate::Code;

    #[test]
    fn told_by_its_appctx() {
        let finding = broken(|attempt| attempt.assertion = with(json!({"appctx": "{}", "scp": null})));
        assert_eq!(told(&finding), (Code::AssertionIsExchangeToken, "AADSTS50013"));
    }
}
