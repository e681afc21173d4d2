use super::RegistrationRule;
use crate::registration::NotARegistration;
use crate::rules::Rule;
use crate::{Code, Evidence, Finding, Severity, Source};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RegistrationUnreadable,
        severity: Severity::Error,
        summary: "the text is no app registration",
        meaning: "An app registration is JSON: the portal's Manifest page, Microsoft Graph's answer for an application, \
                  or what az ad app show prints. It is read in UTF-8 and UTF-16, one at a time, with its service \
                  principal beside it or without.",
        fix: &["give the answer to az ad app show --id and the client ID, or the file of the portal's Manifest page"],
        would_cause: &[],
    },
    // Of a registration that was read there is nothing to say.
    check: |_, _| Vec::new(),
};

/// The finding of a text that is no registration, for which there is nothing else to find.
pub fn not_a_registration(why: &NotARegistration) -> Finding {
    let evidence = Evidence { source: Source::Registration, place: why.place.clone(), text: String::new() };
    Finding::of(&RULE.words, why.words.clone(), "There is nothing of a registration to be judged in it.")
        .with_evidence([evidence])
        .with_fix([why.hint.clone()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registration::read;

    #[test]
    fn says_what_it_is_instead() {
        for (text, title, line) in [
            ("<html>", "this is a web page (HTML), not an app registration", None),
            (
                "{\n\"appId\": 'x'}",
                "the text is not JSON: a single quotation mark where JSON has a double one",
                Some(2),
            ),
        ] {
            let finding = not_a_registration(&read(text.as_bytes()).unwrap_err());
            assert_eq!((finding.code, finding.title.as_str()), (Code::RegistrationUnreadable, title));
            assert_eq!((finding.evidence[0].place.line, finding.fix.len()), (line, 1));
        }
    }
}
