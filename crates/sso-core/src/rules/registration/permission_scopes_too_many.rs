use super::{RegistrationRule, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PermissionScopesTooMany,
        severity: Severity::Error,
        summary: "the application exposes more scopes than Entra takes with personal accounts",
        meaning: "Where personal Microsoft accounts are among the account types, an application exposes at most 100 \
                scopes.",
        fix: &["Expose an API: disable and delete the scopes that nobody asks for; Office asks for access_as_user \
                  only"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let count = subject.registration.api.oauth2_permission_scopes.len();
    let Some(most) = subject.limits().scopes.filter(|most| count > *most) else { return Vec::new() };
    let title = format!("there are {count} scopes; with personal accounts Entra takes {most}");
    vec![
        Finding::of(rule, title, subject.with_personal_accounts("Saving the registration is refused."))
            .with_evidence([subject.value("api.oauth2PermissionScopes", format!("{count} entries"))]),
    ]
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    #[test]
    fn one_more_than_100() {
        let more = |count: u128| {
            move |healthy: &mut Healthy| {
                let scopes = &mut healthy.registration.api.oauth2_permission_scopes;
                let first = scopes[0].clone();
                scopes.extend((1..=count).map(|number| {
                    let mut scope = first.clone();
                    (scope.id, scope.value) = (Uuid::from_u128(number), format!("Files.Read.{number}"));
                    scope
                }));
            }
        };
        Healthy::production().stays_silent(more(100));
        Healthy::personal().stays_silent(more(99));
        let finding = Healthy::personal().broken(more(100));
        assert_eq!(told(&finding), (Code::PermissionScopesTooMany, Severity::Error, "api.oauth2PermissionScopes"));
        assert_eq!(finding.title, "there are 101 scopes; with personal accounts Entra takes 100");
    }
}
