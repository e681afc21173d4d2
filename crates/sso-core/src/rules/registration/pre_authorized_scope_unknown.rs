use std::collections::HashSet;

use super::clients::named;
use super::pre_authorized::{entries, property, scope_id};
use super::scopes::scopes;
use super::{RegistrationRule, SHOWN, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PreAuthorizedScopeUnknown,
        severity: Severity::Error,
        summary: "an authorized client is authorized for a scope that is not there",
        meaning: "An entry names scopes by their ID. Graph refuses an ID that is none of the application's scopes \
                (InvalidValue), as happens when a scope was deleted or made again with a new ID.",
        fix: &["Expose an API, open the client application, Authorized scopes: access_as_user"],
        would_cause: &["13005"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let ids = scopes(subject).map(|(_, scope)| scope.id).collect::<HashSet<_>>();
    // Without a scope for Office, every entry is wrong, and that is said already.
    if ids.is_empty() || scope_id(subject).is_none() {
        return Vec::new();
    }
    let found = entries(subject).flat_map(|(index, entry)| {
        let named = entry.delegated_permission_ids.iter().enumerate();
        named.filter(|(_, id)| !ids.contains(id)).map(move |(number, id)| (index, number, entry.app_id, *id))
    });
    let found = found.collect::<Vec<_>>();
    let Some((_, _, client, id)) = found.first() else { return Vec::new() };
    let title = format!("{} is authorized for a scope that is not there: {id}", named(*client));
    vec![Finding::of(rule, title, "None of the application's scopes has this ID.").with_evidence(
        found.iter().take(SHOWN).map(|(index, number, _, id)| {
            subject.value(format!("{}[{number}]", property(*index, "delegatedPermissionIds")), id.to_string())
        }),
    )]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{ANOTHER_ID, broken, codes, told};
    use crate::{Code, Severity};

    #[test]
    fn instead_of_the_one_that_is_and_beside_it() {
        let finding = broken(|registration| {
            registration.api.pre_authorized_applications[0].delegated_permission_ids =
                vec![ANOTHER_ID.parse().unwrap()];
        });
        let property = "api.preAuthorizedApplications[0].delegatedPermissionIds[0]";
        assert_eq!(told(&finding), (Code::PreAuthorizedScopeUnknown, Severity::Error, property));
        assert!(finding.title.starts_with("Microsoft Office (all endpoints) (ea5a67f6-"), "{}", finding.title);
        let finding = broken(|registration| {
            let ids = &mut registration.api.pre_authorized_applications[0].delegated_permission_ids;
            ids.push(ANOTHER_ID.parse().unwrap());
        });
        assert_eq!(finding.evidence[0].text, ANOTHER_ID);
    }

    /// One cause, one finding.
    #[test]
    fn without_the_scope_itself() {
        let codes = codes(|registration| registration.api.oauth2_permission_scopes.clear());
        assert_eq!(codes, [Code::AccessAsUserMissing]);
    }
}
