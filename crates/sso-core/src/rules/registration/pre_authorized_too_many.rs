use super::clients::named;
use super::pre_authorized::{AUTHORIZED, entries, property};
use super::{RegistrationRule, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PreAuthorizedTooMany,
        severity: Severity::Error,
        summary: "there are more authorized clients or scopes of theirs than Entra takes with personal accounts",
        meaning: "Where personal Microsoft accounts are among the account types, at most 100 clients are authorized, \
                each for at most 30 scopes, and all together for at most 500.",
        fix: &["Expose an API, Authorized client applications: take out those that nobody uses; one ID stands for \
                  all of Office"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let limits = subject.limits();
    let limits = (limits.authorized_clients, limits.scopes_of_an_authorized_client, limits.authorized_scopes);
    let (Some(most_clients), Some(most_scopes), Some(most_in_all)) = limits else { return Vec::new() };
    let clients = entries(subject).count();
    let in_all = entries(subject).map(|(_, entry)| entry.delegated_permission_ids.len()).sum::<usize>();
    let many = entries(subject).find(|(_, entry)| entry.delegated_permission_ids.len() > most_scopes);
    let (title, evidence) = if clients > most_clients {
        let title =
            format!("there are {clients} authorized clients; with personal accounts Entra takes {most_clients}");
        (title, subject.value(AUTHORIZED, format!("{clients} entries")))
    } else if let Some((index, entry)) = many {
        let count = entry.delegated_permission_ids.len();
        let title = format!(
            "{} is authorized for {count} scopes; with personal accounts Entra takes {most_scopes}",
            named(entry.app_id)
        );
        (title, subject.value(property(index, "delegatedPermissionIds"), format!("{count} entries")))
    } else if in_all > most_in_all {
        let title = format!(
            "clients are authorized for {in_all} scopes in all; with personal accounts Entra takes {most_in_all}"
        );
        (title, subject.value(AUTHORIZED, format!("{in_all} scopes in all")))
    } else {
        return Vec::new();
    };
    vec![
        Finding::of(rule, title, subject.with_personal_accounts("Saving the registration is refused."))
            .with_evidence([evidence]),
    ]
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use crate::rules::registration::testing::{Healthy, SCOPE_ID};
    use crate::{ClientId, Code, Severity};

    /// As many clients with as many scopes each, beside Office.
    fn with(clients: u128, scopes: u128) -> impl FnOnce(&mut Healthy) {
        move |healthy| {
            let api = &mut healthy.registration.api;
            let scope = api.oauth2_permission_scopes[0].clone();
            api.oauth2_permission_scopes.extend((1..scopes).map(|number| {
                let mut other = scope.clone();
                (other.id, other.value) = (Uuid::from_u128(number), format!("Files.Read.{number}"));
                other
            }));
            let office = api.pre_authorized_applications[0].clone();
            api.pre_authorized_applications.extend((1..=clients).map(|number| {
                let mut other = office.clone();
                other.app_id = ClientId::from_uuid(Uuid::from_u128(number));
                other.delegated_permission_ids =
                    std::iter::once(SCOPE_ID.parse().unwrap()).chain((1..scopes).map(Uuid::from_u128)).collect();
                other
            }));
        }
    }

    #[test]
    fn clients_scopes_of_one_and_scopes_of_all() {
        for (clients, scopes, property, title) in [
            (
                100,
                1,
                "api.preAuthorizedApplications",
                "there are 101 authorized clients; with personal accounts Entra takes 100",
            ),
            (
                1,
                31,
                "api.preAuthorizedApplications[1].delegatedPermissionIds",
                "00000000-0000-0000-0000-000000000001 is authorized for 31 scopes; with personal accounts Entra takes 30",
            ),
            (
                20,
                25,
                "api.preAuthorizedApplications",
                "clients are authorized for 501 scopes in all; with personal accounts Entra takes 500",
            ),
        ] {
            let of = |mut healthy: Healthy, change: &mut dyn FnMut(&mut Healthy)| {
                change(&mut healthy);
                healthy.findings().into_iter().find(|finding| finding.code == Code::PreAuthorizedTooMany)
            };
            let mut change = |healthy: &mut Healthy| with(clients, scopes)(healthy);
            let finding = of(Healthy::personal(), &mut change).unwrap();
            assert_eq!((finding.severity, finding.title.as_str()), (Severity::Error, title));
            assert_eq!(finding.evidence[0].place.path.as_deref(), Some(property));
            assert_eq!(of(Healthy::production(), &mut change), None);
        }
        for (clients, scopes) in [(99, 1), (1, 30), (20, 24)] {
            let mut healthy = Healthy::personal();
            with(clients, scopes)(&mut healthy);
            // Hallpass does not know them, and that is all.
            assert_eq!(healthy.codes(), [Code::PreAuthorizedClientUnknown], "{clients} {scopes}");
        }
    }

    /// Of what is known, so that nothing else is wrong.
    #[test]
    fn office_alone() {
        let finding = Healthy::personal().broken(|healthy| {
            with(0, 31)(healthy);
            let api = &mut healthy.registration.api;
            api.pre_authorized_applications[0].delegated_permission_ids =
                api.oauth2_permission_scopes.iter().map(|scope| scope.id).collect();
        });
        assert_eq!(finding.code, Code::PreAuthorizedTooMany);
    }
}
