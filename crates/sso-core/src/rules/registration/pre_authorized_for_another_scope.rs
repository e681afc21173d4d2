use std::collections::HashSet;

use super::clients::{is_office, named};
use super::pre_authorized::{entries, property, scope_id};
use super::scopes::scopes;
use super::{RegistrationRule, SHOWN, Subject, UPDATE};
use crate::registration::PreAuthorizedApplication;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PreAuthorizedForAnotherScope,
        severity: Severity::Error,
        summary: "Office is authorized, but not for access_as_user",
        meaning: "An entry among the authorized client applications holds for the scopes that it names. Office asks for \
                access_as_user. It is a warning where another entry of Office names it: the ID for all Office \
                endpoints is enough.",
        fix: &["Expose an API, open the client application, Authorized scopes: access_as_user", UPDATE],
        would_cause: &["13005"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let Some(wanted) = scope_id(subject) else { return Vec::new() };
    let ids = scopes(subject).map(|(_, scope)| scope.id).collect::<HashSet<_>>();
    let office = || entries(subject).filter(|(_, entry)| is_office(entry.app_id));
    // IDs of no scope at all have a rule of their own.
    let found = office().filter(|(_, entry)| {
        let named = &entry.delegated_permission_ids;
        !named.contains(&wanted) && named.iter().all(|id| ids.contains(id))
    });
    let found = found.collect::<Vec<_>>();
    let Some((_, first)) = found.first().filter(|_| subject.has_legacy_sso()) else { return Vec::new() };
    let title = format!("{} is authorized, but not for access_as_user", named(first.app_id));
    let severity = match office().any(|(_, entry)| entry.delegated_permission_ids.contains(&wanted)) {
        true => Severity::Warning,
        false => Severity::Error,
    };
    let ids = |entry: &PreAuthorizedApplication| {
        let ids = entry.delegated_permission_ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        format!("[{}]", ids.join(", "))
    };
    let evidence = found.iter().take(SHOWN);
    let evidence = evidence.map(|(index, entry)| subject.value(property(*index, "delegatedPermissionIds"), ids(entry)));
    vec![
        Finding::of(rule, title, "An entry holds for the scopes that it names.")
            .with_severity(severity)
            .with_evidence(evidence),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{ANOTHER_ID, Healthy, broken, client_id, told};
    use crate::{Code, Severity};

    fn with_another_scope(healthy: &mut Healthy) {
        let scopes = &mut healthy.registration.api.oauth2_permission_scopes;
        let mut other = scopes[0].clone();
        (other.id, other.value) = (ANOTHER_ID.parse().unwrap(), "Files.Read".to_owned());
        scopes.push(other);
    }

    #[test]
    fn for_none_or_for_another() {
        let property = "api.preAuthorizedApplications[0].delegatedPermissionIds";
        let finding = broken(|registration| {
            registration.api.pre_authorized_applications[0].delegated_permission_ids.clear();
        });
        assert_eq!(told(&finding), (Code::PreAuthorizedForAnotherScope, Severity::Error, property));
        assert_eq!(finding.evidence[0].text, "[]");
        let finding = Healthy::localhost().broken(|healthy| {
            with_another_scope(healthy);
            let entry = &mut healthy.registration.api.pre_authorized_applications[0];
            entry.delegated_permission_ids = vec![ANOTHER_ID.parse().unwrap()];
        });
        assert_eq!(told(&finding), (Code::PreAuthorizedForAnotherScope, Severity::Error, property));
    }

    #[test]
    fn beside_an_entry_that_is_right() {
        let finding = Healthy::localhost().broken(|healthy| {
            with_another_scope(healthy);
            let entries = &mut healthy.registration.api.pre_authorized_applications;
            let mut other = entries[0].clone();
            other.app_id = client_id("d3590ed6-52b3-4102-aeff-aad2292ab01c");
            other.delegated_permission_ids = vec![ANOTHER_ID.parse().unwrap()];
            entries.push(other);
        });
        assert_eq!((finding.code, finding.severity), (Code::PreAuthorizedForAnotherScope, Severity::Warning));
        assert!(finding.title.starts_with("Microsoft Office (d3590ed6-"), "{}", finding.title);
    }
}
