use super::{OnBehalfOfRule, Subject};
use crate::rules::Rule;
use crate::token::TokenKind;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::AssertionAudience,
        severity: Severity::Error,
        summary: "the assertion is for another app than the one that sends it",
        meaning: "The app that exchanges a token must be the one that the token is for: its aud is the client ID, or in version 1 tokens \
                one of the Application ID URIs, letter for letter. Large letters in the URI count as another app.",
        fix: &[
            "use one registration for the manifest, the client and the server: the same client ID everywhere",
            "write the Application ID URI in small letters in the registration and in the manifest's Resource",
        ],
        would_cause: &["AADSTS500131"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    if subject.kind() != TokenKind::ApiAccessToken {
        return None;
    }
    let attempt = subject.attempt;
    let aud = subject.token.as_ref().ok()?.text_claim("aud").unwrap_or_default();
    let client_id = attempt.client_id.to_string();
    // What another URI of this app's may be is not known where nobody read the registration.
    let may_be_its_own = attempt.app_id_uris.is_empty() && aud.contains("://") && aud.contains(&client_id);
    if aud == client_id || may_be_its_own || attempt.app_id_uris.iter().any(|uri| uri.to_string() == aud) {
        return None;
    }
    let own = std::iter::once(client_id.clone()).chain(attempt.app_id_uris.iter().map(ToString::to_string));
    let title = match own.clone().any(|own| own.eq_ignore_ascii_case(aud)) {
        true => "the assertion's audience is your app in other letters, large for small".to_owned(),
        false => format!("the assertion is for {aud}, and the app that sends it is {client_id}"),
    };
    let detail = "Entra compares the two letter for letter.";
    let evidence = [subject.claim("aud"), subject.parameter("client_id", &client_id)];
    Some(Finding::of(rule, title, detail).with_evidence(evidence))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{ID, broken, silent, told, with};
    use crate::Code;

    #[test]
    fn letter_for_letter() {
        for aud in [
            "5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60".to_owned(),
            format!("api://LOCALHOST:3000/{ID}"),
            format!("api://localhost:3000/{ID}/"),
            ID.to_uppercase(),
            String::new(),
        ] {
            let finding = broken(|attempt| attempt.assertion = with(json!({"aud": aud})));
            assert_eq!(told(&finding), (Code::AssertionAudience, "AADSTS500131"), "{aud}");
        }
        silent(|attempt| attempt.assertion = with(json!({"aud": format!("api://localhost:3000/{ID}"), "ver": "1.0"})));
    }

    #[test]
    fn an_uri_that_nobody_compared_is_not_called_wrong() {
        silent(|attempt| {
            attempt.app_id_uris.clear();
            attempt.assertion = with(json!({"aud": format!("api://addin.contoso.com/{ID}"), "ver": "1.0"}));
        });
    }
}
