use std::collections::HashSet;

use super::clients::named;
use super::pre_authorized::{entries, property};
use super::{RegistrationRule, SHOWN, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PreAuthorizedClientDuplicate,
        severity: Severity::Warning,
        summary: "a client stands among the authorized clients twice",
        meaning: "One entry a client names all of its scopes. Of two entries it is not documented which one holds.",
        fix: &["Expose an API, Authorized client applications: delete one of the two, and name all scopes in the \
                  other"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut seen = HashSet::new();
    let found = entries(subject).filter(|(_, entry)| !seen.insert(entry.app_id)).collect::<Vec<_>>();
    let Some((_, first)) = found.first() else { return Vec::new() };
    let title = format!("{} stands among the authorized clients twice", named(first.app_id));
    vec![
        Finding::of(rule, title, "One entry names all scopes of a client.").with_evidence(
            found
                .iter()
                .take(SHOWN)
                .map(|(index, entry)| subject.value(property(*index, "appId"), entry.app_id.to_string())),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{broken, told};
    use crate::{Code, Severity};

    #[test]
    fn twice() {
        let finding = broken(|registration| {
            let entries = &mut registration.api.pre_authorized_applications;
            entries.push(entries[0].clone());
        });
        let property = "api.preAuthorizedApplications[1].appId";
        assert_eq!(told(&finding), (Code::PreAuthorizedClientDuplicate, Severity::Warning, property));
    }
}
