use jiff::Timestamp;

use super::{OnBehalfOfRule, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::AssertionExpired,
        severity: Severity::Error,
        summary: "the assertion is outside its valid time",
        meaning: "Bootstrap tokens live for about an hour. An add-in that keeps the token instead of asking Office again sends an old one \
                sooner or later. Office renews it by itself when it is asked.",
        fix: &[
            "call getAccessToken again right before each request to the server, and keep no copy",
            "let the client call getAccessToken once more when the server reports AADSTS500133, and only once",
        ],
        would_cause: &["AADSTS500133"],
    },
    check,
};

/// Entra's own clock decides, without the skew that servers allow.
fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    let token = subject.token.as_ref().ok()?;
    let now = subject.attempt.now;
    let time = |name: &str| Timestamp::from_second(token.claims.get(name)?.as_i64()?).ok();
    let (name, title) = match (time("exp"), time("nbf")) {
        (Some(end), _) if end <= now => ("exp", format!("the assertion expired at {end}")),
        (_, Some(start)) if start > now => ("nbf", format!("the assertion is not valid before {start}")),
        _ => return None,
    };
    let detail = match name {
        "exp" => "Entra takes it up to that second, and not after it.",
        _ => "Either this machine's clock is slow, or the token's issuer was ahead.",
    };
    Some(Finding::of(rule, title, detail).with_evidence([subject.claim(name)]))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{broken, now, silent, told, with};
    use crate::Code;

    #[test]
    fn to_the_second() {
        let now = now().as_second();
        for changes in [json!({"exp": now}), json!({"exp": now - 7200}), json!({"nbf": now + 1})] {
            let finding = broken(|attempt| attempt.assertion = with(changes));
            assert_eq!(told(&finding), (Code::AssertionExpired, "AADSTS500133"));
        }
        silent(|attempt| attempt.assertion = with(json!({"exp": now + 1, "nbf": now})));
    }
}
