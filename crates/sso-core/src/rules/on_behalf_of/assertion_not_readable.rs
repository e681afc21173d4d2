use super::{OnBehalfOfRule, Subject};
use crate::rules::Rule;
use crate::token::TokenKind;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::AssertionNotReadable,
        severity: Severity::Error,
        summary: "the assertion is an opaque or encrypted token",
        meaning: "An assertion is a signed JWT that names its user. A refresh token, an authorization code, a personal account's Graph \
                token and an encrypted token can be read by their issuer alone, and none of them is an assertion.",
        fix: &["send the token that getAccessToken returned, or the access token of the sign-in for access_as_user"],
        would_cause: &["AADSTS50027"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    let title = match subject.kind() {
        TokenKind::Opaque => "the assertion is an opaque token or code, such as a refresh token",
        TokenKind::Encrypted => "the assertion is an encrypted token",
        _ => return None,
    };
    if subject.noise.is_some() {
        return None;
    }
    let evidence = subject.parameter("assertion", &format!("{} characters", subject.length));
    Some(Finding::of(rule, title, "Nobody but its issuer can see whom it is for.").with_evidence([evidence]))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{broken, claims, token, told};
    use crate::Code;
    use crate::token::AccessToken;

    #[test]
    fn refresh_tokens_and_encrypted_tokens() {
        let header = token(&claims()).expose().split('.').next().unwrap().to_owned();
        for text in ["1.AXEAmade-up_of-letters.AgABAwEAAAA".to_owned(), format!("{header}.a.b.c.d")] {
            let finding = broken(|attempt| attempt.assertion = AccessToken::new(text.as_str()));
            assert_eq!(told(&finding), (Code::AssertionNotReadable, "AADSTS50027"), "{text}");
        }
    }
}
