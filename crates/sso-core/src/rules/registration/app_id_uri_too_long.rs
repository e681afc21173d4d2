use super::uris::uris;
use super::{RegistrationRule, SHOWN, Subject};
use crate::limit::Limits;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AppIdUriTooLong,
        severity: Severity::Error,
        summary: "an Application ID URI is too long",
        meaning: "It has at most 255 characters, 120 where personal Microsoft accounts are among the account types.",
        fix: &[
            "give the add-in's pages a shorter host name",
            "choose account types without personal accounts, if nobody signs in with one",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let Limits { app_id_uri: most, whose, .. } = subject.limits();
    let uris = uris(subject);
    let found = uris.iter().filter(|uri| uri.text.chars().count() > *most).collect::<Vec<_>>();
    let Some(first) = found.first() else { return Vec::new() };
    let length = first.text.chars().count();
    let title = format!("the Application ID URI has {length} characters; Entra takes {most}{whose}");
    vec![
        Finding::of(rule, title, subject.with_personal_accounts("Saving a registration with this URI is refused."))
            .with_evidence(found.iter().take(SHOWN).map(|uri| subject.value(uri.property(), uri.text))),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, ID, told};
    use crate::{Code, Severity};

    #[test]
    fn fewer_characters_with_personal_accounts() {
        let uri = |length: usize| {
            let rest = length - format!("api:///{ID}").len();
            let host = ["a.".repeat(rest / 2 - 1), "a".repeat(2 + rest % 2)].concat();
            format!("api://{host}/{ID}")
        };
        for (healthy, most) in [(Healthy::localhost(), 255), (Healthy::personal(), 120)] {
            let long = uri(most + 1);
            assert_eq!(long.len(), most + 1);
            healthy.clone().stays_silent(|healthy| healthy.registration.identifier_uris.push(uri(most)));
            let finding = healthy.breaks(|registration| registration.identifier_uris.push(long));
            assert_eq!(told(&finding), (Code::AppIdUriTooLong, Severity::Error, "identifierUris[1]"));
            assert!(finding.title.contains(&format!("Entra takes {most}")), "{}", finding.title);
        }
    }
}
