use super::{OnBehalfOfRule, Subject};
use crate::rules::Rule;
use crate::token::TokenKind;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::AssertionMalformed,
        severity: Severity::Error,
        summary: "the assertion is no JWT as it stands",
        meaning: "The `assertion` parameter takes the bare token: no `Bearer`, no quotes, no line breaks, and all of it. A server that \
                sends the whole Authorization header on, or a log line that was cut, ends here.",
        fix: &[
            "take the text of the Authorization header after \"Bearer \" and send it unchanged",
            "if the token was copied by hand, copy it again from its first ey to the end",
        ],
        would_cause: &["AADSTS50027", "AADSTS900144"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    let error = subject.token.as_ref().err()?;
    let title = match &subject.noise {
        Some(noise) if noise.is_empty() => "there is blank space around the assertion".to_owned(),
        Some(noise) => {
            let around = noise.iter().map(|noise| noise.words().into_owned()).collect::<Vec<_>>().join("; ");
            format!("there is a token in the assertion, and more than the token: {around}")
        }
        // They have words of their own.
        None if matches!(error.kind(), TokenKind::Opaque | TokenKind::Encrypted) => return None,
        None => format!("the assertion cannot be read: {error}"),
    };
    // Its text is no evidence that may be shown.
    let evidence = subject.parameter("assertion", &format!("{} characters", subject.length));
    let finding = Finding::of(rule, title, "Entra refuses it before it looks at anything else.");
    // A parameter without a value counts as left out (RFC 6749 §3.2).
    let number = if subject.length == 0 { "AADSTS900144" } else { "AADSTS50027" };
    Some(finding.with_would_cause(&[number]).with_evidence([evidence]))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{broken, claims, token, told};
    use crate::Code;
    use crate::token::AccessToken;

    #[test]
    fn more_or_less_than_a_token() {
        let whole = token(&claims()).expose().to_owned();
        for (text, number, title) in [
            (format!("Bearer {whole}"), "AADSTS50027", "more than the token"),
            (format!("\"{whole}\""), "AADSTS50027", "more than the token"),
            (format!("{whole}\n"), "AADSTS50027", "blank space"),
            (whole[..whole.len() - 60].rsplit_once('.').unwrap().0.to_owned(), "AADSTS50027", "three parts"),
            (String::new(), "AADSTS900144", "empty"),
            ("the token".to_owned(), "AADSTS50027", "blanks"),
        ] {
            let finding = broken(|attempt| attempt.assertion = AccessToken::new(text.as_str()));
            assert_eq!(told(&finding), (Code::AssertionMalformed, number), "{title}");
            assert!(finding.title.contains(title), "{}", finding.title);
            let written = serde_json::to_string(&finding).unwrap();
            assert!(!written.contains("eyJ"), "{written}");
        }
    }
}
