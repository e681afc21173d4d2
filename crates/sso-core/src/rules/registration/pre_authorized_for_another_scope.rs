use std::collections::HashSet;

use super::clients::{is_office, named};
use super::pre_authorized::{entries, property, scope_id};
use super::scopes::scopes;
use super::{RegistrationRule, SHOWN, Subject, UPDATE};
use crate::registration::PreAuthorizedApplication;
use crate::rules::Rule;
use crate::{Code, Finding, OfficeClient, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PreAuthorizedForAnotherScope,
        severity: Severity::Error,
        summary: "Office is authorized, but not for access_as_user",
        meaning: "An entry among the authorized client applications holds for the scopes that it names. Office asks for \
                access_as_user. It is a warning where another entry of Office names it, and an info where that is the one \
                for all Office endpoints, which is enough.",
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
    let is_right = |(_, entry): &(_, &PreAuthorizedApplication)| entry.delegated_permission_ids.contains(&wanted);
    let all_is_right = office().filter(is_right).any(|(_, entry)| entry.app_id == OfficeClient::ALL.id);
    let severity = match office().any(|entry| is_right(&entry)) {
        _ if all_is_right => Severity::Info,
        true => Severity::Warning,
        false => Severity::Error,
    };
    // An update writes the entry for all of Office, and leaves others as they are.
    let steps = rule.fix.iter().copied().filter(|step| *step != UPDATE || !all_is_right);
    let ids = |entry: &PreAuthorizedApplication| {
        let ids = entry.delegated_permission_ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        format!("[{}]", ids.join(", "))
    };
    let evidence = found.iter().take(SHOWN);
    let evidence = evidence.map(|(index, entry)| subject.value(property(*index, "delegatedPermissionIds"), ids(entry)));
    vec![
        Finding::of(rule, title, "An entry holds for the scopes that it names.")
            .with_severity(severity)
            .with_evidence(evidence)
            .with_fix(steps),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{ANOTHER_ID, Healthy, broken, client_id, told};
    use crate::{Code, OfficeClient, Severity};

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
        let desktop = client_id("d3590ed6-52b3-4102-aeff-aad2292ab01c");
        let web = client_id("93d53678-613d-4013-afc1-62e9e444a0a5");
        for (right, wrong, severity, steps) in
            [(OfficeClient::ALL.id, desktop, Severity::Info, 1), (desktop, web, Severity::Warning, 2)]
        {
            let finding = Healthy::localhost().broken(|healthy| {
                with_another_scope(healthy);
                let entries = &mut healthy.registration.api.pre_authorized_applications;
                entries[0].app_id = right;
                let mut other = entries[0].clone();
                other.app_id = wrong;
                other.delegated_permission_ids = vec![ANOTHER_ID.parse().unwrap()];
                entries.push(other);
            });
            let property = "api.preAuthorizedApplications[1].delegatedPermissionIds";
            assert_eq!(told(&finding), (Code::PreAuthorizedForAnotherScope, severity, property));
            assert_eq!(finding.fix.len(), steps);
        }
    }
}
