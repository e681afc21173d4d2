use super::{CredentialFacts, OnBehalfOfRule, Subject};
use crate::rules::{Rule, looks_like_secret_id};
use crate::token::ClientSecret;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::ClientSecretNotAsCopied,
        severity: Severity::Warning,
        summary: "the client secret may have changed on its way",
        meaning: "A value that Entra made has no blanks, quotes or line breaks, and no `%` as a form encodes it. Where one of them is there, it \
                came along when the value was copied, was cut or was encoded twice.",
        fix: &["copy the value again, without quotes and blanks: hallpass secret set"],
        would_cause: &["AADSTS7000215"],
    },
    check,
};

/// What the text of a client secret shows of itself, without the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretShape {
    /// Nothing speaks against it.
    Value,
    /// The ID that the portal shows beside it.
    Id,
    Empty,
    BlankSpace,
    Quotes,
    /// Percent signs with two hexadecimal digits.
    Encoded,
    /// The name of a variable or a text to be replaced: `${CLIENT_SECRET}`, `<your secret>`.
    Placeholder,
}

impl SecretShape {
    pub fn of(secret: &ClientSecret) -> Self {
        let text = secret.expose();
        let is_encoded = || {
            text.as_bytes()
                .windows(3)
                .any(|three| three[0] == b'%' && three[1].is_ascii_hexdigit() && three[2].is_ascii_hexdigit())
        };
        let is_between = |first: char, last: char| text.starts_with(first) && text.ends_with(last);
        match text {
            _ if text.is_empty() => Self::Empty,
            _ if looks_like_secret_id(text) => Self::Id,
            _ if text.starts_with("${") || text.starts_with("{{") || is_between('<', '>') => Self::Placeholder,
            _ if is_between('"', '"') || is_between('\'', '\'') => Self::Quotes,
            _ if text.contains(char::is_whitespace) => Self::BlankSpace,
            _ if is_encoded() => Self::Encoded,
            _ => Self::Value,
        }
    }
}

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    let CredentialFacts::Secret { shape, .. } = subject.attempt.credential else { return None };
    let (title, found) = match shape {
        // The last two have rules of their own.
        SecretShape::Value | SecretShape::Id | SecretShape::Empty => return None,
        SecretShape::BlankSpace => ("there is blank space in the client secret", "blank space"),
        SecretShape::Quotes => ("the client secret stands in quotes", "quotes at both ends"),
        SecretShape::Encoded => {
            ("the client secret looks encoded: it is to be encoded once, by the form", "% and digits")
        }
        SecretShape::Placeholder => ("the client secret is a placeholder", "the shape of a placeholder"),
    };
    let severity = match shape {
        SecretShape::Placeholder => Severity::Error,
        _ => Severity::Warning,
    };
    let finding = Finding::of(rule, title, "The value that the portal showed has none of that.");
    Some(finding.with_severity(severity).with_evidence([subject.parameter("client_secret", found)]))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{broken, silent, told};
    use super::super::{CredentialFacts, SecretShape};
    use crate::token::ClientSecret;
    use crate::{Code, Severity};

    #[test]
    fn what_a_value_never_has() {
        for (text, severity) in [
            (" \n", Severity::Warning),
            ("${CLIENT_SECRET}", Severity::Error),
            ("<your-client-secret>", Severity::Error),
            ("abc8Q~made up", Severity::Warning),
            ("abc8Q~made-up\n", Severity::Warning),
            ("'abc8Q~made-up'", Severity::Warning),
            ("abc8Q%7Emade-up", Severity::Warning),
        ] {
            let shape = SecretShape::of(&ClientSecret::new(text));
            let finding = broken(|attempt| attempt.credential = CredentialFacts::Secret { shape, end: None });
            assert_eq!(told(&finding), (Code::ClientSecretNotAsCopied, "AADSTS7000215"), "{text}");
            assert_eq!(finding.severity, severity, "{text}");
            assert!(!serde_json::to_string(&finding).unwrap().contains("8Q"), "{text}");
        }
        for text in ["abc8Q~made-up-for-a-test_of.its", "50%off~made-up"] {
            let shape = SecretShape::of(&ClientSecret::new(text));
            silent(|attempt| attempt.credential = CredentialFacts::Secret { shape, end: None });
        }
    }
}
