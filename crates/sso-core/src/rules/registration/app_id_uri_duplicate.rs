use std::collections::HashMap;

use super::uris::uris;
use super::{RegistrationRule, SHOWN, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AppIdUriDuplicate,
        severity: Severity::Warning,
        summary: "an Application ID URI stands there twice",
        meaning: "Each stands in the list once; capital letters make no difference. Graph may refuse a list with \
                duplicate values.",
        fix: &["Manifest, identifierUris: take the second one out"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let uris = uris(subject);
    let mut firsts = HashMap::new();
    let found = uris.iter().filter(|uri| firsts.insert(uri.text.to_ascii_lowercase(), uri.index).is_some());
    let found = found.collect::<Vec<_>>();
    let Some(first) = found.first() else { return Vec::new() };
    let title = format!("the Application ID URI {} stands there twice", first.text);
    vec![
        Finding::of(rule, title, "Once is enough; capital letters make no difference.")
            .with_evidence(found.iter().take(SHOWN).map(|uri| subject.value(uri.property(), uri.text))),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, ID, broken, codes, told};
    use crate::{Code, Severity};

    #[test]
    fn twice() {
        let uri = format!("api://localhost:3000/{ID}");
        let finding = broken(|registration| registration.identifier_uris.push(uri.clone()));
        assert_eq!(told(&finding), (Code::AppIdUriDuplicate, Severity::Warning, "identifierUris[1]"));
        assert_eq!(finding.title, format!("the Application ID URI {uri} stands there twice"));
        let codes = codes(|registration| registration.identifier_uris.push(uri.replace("localhost", "Localhost")));
        assert_eq!(codes, [Code::AppIdUriUpperCase, Code::AppIdUriDuplicate]);
    }

    #[test]
    fn two_that_differ() {
        Healthy::localhost()
            .stays_silent(|healthy| healthy.registration.identifier_uris.push(format!("api://localhost:3001/{ID}")));
    }
}
